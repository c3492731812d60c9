import { Refusal } from "@/domain/refusal";
import { isCommonPassword } from "./common-passwords";
import { PASSWORD_POLICY, type PasswordPolicy } from "./password-policy";

/**
 * Lets a good password pass.
 *
 * @param password As typed, spaces included.
 * @param owner Words an attacker tries first: the owner's name, e-mail address and staff number.
 * @throws {Refusal} saying which rule of the policy the password breaks.
 */
export function requireGoodPassword(
  password: string,
  owner: { name: string; email: string | null; staffNumber: string | null },
  policy: PasswordPolicy = PASSWORD_POLICY,
): void {
  const length = [...password].length;
  if (length < policy.lengthMin) throw new Refusal("password-too-short", { lengthMin: policy.lengthMin });
  if (length > policy.lengthMax) throw new Refusal("password-too-long", { lengthMax: policy.lengthMax });
  if (isCommonPassword(password) || isMonotonous(password)) throw new Refusal("password-too-common");

  const typed = password.toLowerCase();
  const names = [owner.name.replaceAll(/\s/g, ""), owner.email?.split("@")[0], owner.staffNumber];
  for (const name of names) {
    if (!name || [...name].length < 3) continue;
    const rest = typed.replaceAll(name.toLowerCase(), "");
    if (rest.length < typed.length && [...rest].length < policy.lengthMin / 2) {
      throw new Refusal("password-names-owner");
    }
  }
}

/** Whether a password is made of very few characters, or only counts up or down. */
function isMonotonous(password: string): boolean {
  const points = [...password].map((character) => character.codePointAt(0) ?? 0);
  if (new Set(points).size <= 3) return true;
  const steps = new Set(points.slice(1).map((point, index) => point - (points[index] ?? 0)));
  return steps.size === 1;
}
