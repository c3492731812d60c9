import { z } from "zod";
import { languageOf, LOCALES, type Locale } from "@/domain/locales";
import { Name, NameOrNone, Typed, type LocalText } from "@/domain/text";

/** What an account may do on the platform. One person may hold several. Who someone is in one drill is another matter. */
export const ROLES = ["administrator", "trainer", "evaluator", "officer"] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** The levels of the tree of organisations, from the top down. */
export const ORGANISATION_LEVELS = ["bureau", "district", "station"] as const;
export const OrganisationLevel = z.enum(ORGANISATION_LEVELS);
export type OrganisationLevel = z.infer<typeof OrganisationLevel>;

export const TEAM_DUTIES = ["captain", "member"] as const;
export const TeamDuty = z.enum(TEAM_DUTIES);
export type TeamDuty = z.infer<typeof TeamDuty>;

export const THEMES = ["system", "light", "dark"] as const;
export const Theme = z.enum(THEMES);
export type Theme = z.infer<typeof Theme>;

export const PreferredLocale = z.enum(LOCALES);

export const PersonName = Name(60);

/** E-mail addresses are compared without regard to case, so they are kept in lower case. */
export const Email = Typed(200).toLowerCase().pipe(z.email());

/**
 * A staff (badge) number: letters, digits and hyphens, kept in capitals.
 *
 * It can never contain "@", which is how sign-in tells it from an e-mail address.
 */
export const StaffNumber = Typed(30)
  .toUpperCase()
  .min(3)
  .regex(/^[A-Z0-9][A-Z0-9-]*$/);

/** A new password as typed. Its strength is judged by `requireGoodPassword`, which knows the owner. */
export const TypedPassword = z.string().min(1).max(200);

/** The name of an organisation or team. One language may stay empty; people are then shown the other. */
export const ProperName = z
  .strictObject({ zh: NameOrNone(80), en: NameOrNone(80) })
  .refine((name) => name.zh !== "" || name.en !== "", { error: "name-empty", path: ["zh"] });

/** The roles of one person: at least one, each once. */
export const Roles = z
  .array(Role)
  .min(1)
  .max(ROLES.length)
  .transform((roles) => ROLES.filter((role) => roles.includes(role)));

/** A person as an administrator writes them down. */
export const Person = z.strictObject({
  name: PersonName,
  /** How the name is written in Latin letters; null when there is no need. */
  latinName: PersonName.nullable(),
  email: Email.nullable(),
  staffNumber: StaffNumber.nullable(),
  roles: Roles,
  organisationId: z.uuid().nullable(),
});
export type Person = z.infer<typeof Person>;

/** An organisation as an administrator writes it down. */
export const Organisation = z.strictObject({
  name: ProperName,
  level: OrganisationLevel,
  parentId: z.uuid().nullable(),
});
export type Organisation = z.infer<typeof Organisation>;

/** A standing team as a trainer writes it down. */
export const Team = z.strictObject({
  name: ProperName,
  /** One to four characters for boards where the name has no room. */
  shortName: Name(4),
  organisationId: z.uuid(),
});
export type Team = z.infer<typeof Team>;

export const TeamMember = z.strictObject({ userId: z.uuid(), duty: TeamDuty });
export type TeamMember = z.infer<typeof TeamMember>;

/** What is needed to name somebody to readers of any language. */
export const NamedPerson = z.object({ name: z.string(), latinName: z.string().nullable() });
export type NamedPerson = z.infer<typeof NamedPerson>;

/** The name to show people who read `locale`. */
export function personNameIn(person: NamedPerson, locale: Locale): string {
  return languageOf(locale).names === "latin" && person.latinName !== null ? person.latinName : person.name;
}

/** A person's name by language: in the letters of each one's readers. */
export function personNames(person: NamedPerson): LocalText {
  return Object.fromEntries(LOCALES.map((locale) => [locale, personNameIn(person, locale)])) as LocalText;
}
