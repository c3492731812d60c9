import { BookOpen, ClipboardList, House, Radio, Settings, UserRound, type LucideIcon } from "lucide-react";
import type { Role } from "@/domain/account/schema";

export type DestinationId = "home" | "scenarios" | "drills" | "library" | "admin" | "me";

export type Destination = {
  id: DestinationId;
  href: string;
  icon: LucideIcon;
  /** Shown to these roles only; to everyone when absent. What one may do there is up to the procedures. */
  roles?: readonly Role[];
  /** At the foot of the rail. */
  foot?: boolean;
};

const DESTINATIONS: readonly Destination[] = [
  { id: "home", href: "/", icon: House },
  { id: "scenarios", href: "/scenarios", icon: ClipboardList, roles: ["trainer", "administrator"] },
  { id: "drills", href: "/drills", icon: Radio },
  { id: "library", href: "/library", icon: BookOpen },
  { id: "admin", href: "/admin", icon: Settings, roles: ["administrator"], foot: true },
  { id: "me", href: "/me", icon: UserRound, foot: true },
];

/** Where this person can go from the rail. */
export function destinationsFor(roles: readonly Role[]): readonly Destination[] {
  return DESTINATIONS.filter((place) => !place.roles || place.roles.some((role) => roles.includes(role)));
}

export function isWithin(path: string, destination: Destination): boolean {
  return destination.href === "/"
    ? path === "/"
    : path === destination.href || path.startsWith(`${destination.href}/`);
}
