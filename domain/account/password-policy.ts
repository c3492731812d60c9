export type PasswordPolicy = {
  /** Fewest and most characters. */
  lengthMin: number;
  lengthMax: number;
};

/**
 * Long enough to resist guessing at the speed sign-in allows. No required mixture of characters: such
 * rules make people write passwords down and do little against guessing.
 *
 * Apart from the rule itself, so that forms can name the length without carrying the list of common passwords.
 */
export const PASSWORD_POLICY: PasswordPolicy = { lengthMin: 10, lengthMax: 128 };
