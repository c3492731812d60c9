import { ROLES, type Role } from "@/domain/account/schema";
import { fitting } from "@/domain/shortened";

/** Which people the list shows; lives in the address, so that a link shows the same list. */
export type PeopleFilter = {
  text: string;
  role: Role | null;
  organisationId: string | null;
  state: "active" | "disabled" | "all";
  /** From 0. */
  page: number;
};

export const PEOPLE_STATES = ["active", "disabled", "all"] as const;

/** Reads a filter from the address. What makes no sense counts as not given. */
export function peopleFilterFrom(param: (key: string) => string | null): PeopleFilter {
  const organisationId = param("organisation");
  const page = Number(param("page") ?? 1);
  return {
    text: fitting(param("q") ?? "", 100),
    role: ROLES.find((role) => role === param("role")) ?? null,
    organisationId: organisationId !== null && UUID.test(organisationId) ? organisationId : null,
    state: PEOPLE_STATES.find((state) => state === param("state")) ?? "active",
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page - 1 : 0,
  };
}

/** The same filter as an address; what is usual is left out. */
export function addressOfPeople(filter: PeopleFilter): string {
  const params = new URLSearchParams();
  if (filter.text !== "") params.set("q", filter.text);
  if (filter.role !== null) params.set("role", filter.role);
  if (filter.organisationId !== null) params.set("organisation", filter.organisationId);
  if (filter.state !== "active") params.set("state", filter.state);
  if (filter.page > 0) params.set("page", String(filter.page + 1));
  const query = params.toString();
  return query === "" ? "/admin/people" : `/admin/people?${query}`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
