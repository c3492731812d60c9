import { expect, test } from "vitest";
import type { Seat } from "./schema";
import { HELD, heldIn, mayTake, type Held, type Standing } from "./secrets";

const player = (side: "responder" | "opposition", lane = 1): Seat => ({ role: "player", lane, side });
const SEATS: readonly Seat[] = [
  { role: "controller" },
  { role: "evaluator" },
  { role: "observer" },
  player("responder"),
  player("opposition"),
  player("responder", 2),
  player("opposition", 2),
];
const standing = (held: readonly Held[], removed = false): Standing => ({ held: new Set(held), removed });

/** Every set of seats that somebody may have come into. */
const subsets = HELD.reduce<Held[][]>((all, one) => [...all, ...all.map((set) => [...set, one])], [[]]);

test("in a running drill nobody who may have read one side's secrets is given a seat of the other or one that shows it", () => {
  for (const held of subsets) {
    const reads = (side: "responder" | "opposition") =>
      held.includes(side) || held.includes("controller") || held.includes("evaluator");
    const played = held.includes("responder") || held.includes("opposition");
    for (const seat of SEATS) {
      for (const way of ["code", "name"] as const) {
        const may = mayTake(seat, standing(held), { format: "parallel", phase: "running" }, way);
        if (seat.role === "player") {
          const other = seat.side === "responder" ? "opposition" : "responder";
          const wall = other === "responder" && held.includes("observer");
          expect({ held, seat, may }).toEqual({ held, seat, may: !reads(other) && !wall });
        } else if (seat.role === "observer") {
          expect({ held, seat, may }).toEqual({ held, seat, may: !held.includes("opposition") });
        } else {
          expect({ held, seat, may }).toEqual({ held, seat, may: !played });
        }
      }
    }
  }
});

test("whom control removed comes back to nothing by the code, and to their own side when named", () => {
  const removed = standing(["opposition"], true);
  for (const phase of ["planned", "running"] as const) {
    const drill = { format: "opposed", phase } as const;
    for (const seat of SEATS) expect(mayTake(seat, removed, drill, "code")).toBe(false);
    expect(mayTake(player("opposition"), removed, drill, "name")).toBe(true);
    expect(mayTake(player("responder"), removed, drill, "name")).toBe(false);
  }
});

test("after EndEx the code admits nobody, and a name only staff who never played", () => {
  const ended = { format: "opposed", phase: "ended" } as const;
  for (const seat of SEATS) {
    expect(mayTake(seat, standing([]), ended, "code")).toBe(false);
    const isStaff = seat.role === "controller" || seat.role === "evaluator";
    expect(mayTake(seat, standing([]), ended, "name")).toBe(isStaff);
    expect(mayTake(seat, standing(["responder"]), ended, "name")).toBe(false);
  }
});

test("before StartEx control makes staff of a player who clicked wrongly, and never a player of staff", () => {
  const planned = { format: "opposed", phase: "planned" } as const;
  expect(mayTake({ role: "evaluator" }, standing(["responder"]), planned, "name")).toBe(true);
  expect(mayTake({ role: "evaluator" }, standing(["responder"]), planned, "code")).toBe(false);
  for (const side of ["responder", "opposition"] as const) {
    expect(mayTake(player(side), standing(["responder", "opposition", "evaluator"]), planned, "name")).toBe(
      false,
    );
    expect(mayTake(player(side), standing(["controller"]), planned, "name")).toBe(false);
  }
  // Nothing hangs on the wall yet.
  expect(mayTake(player("opposition"), standing(["observer"]), planned, "name")).toBe(true);
});

test("the exchange of a swap crosses nothing: in the second leg a team's seat is the one it had in the first", () => {
  expect(heldIn("swap", player("opposition", 2))).toBe("responder");
  expect(heldIn("swap", player("responder", 2))).toBe("opposition");
  expect(heldIn("parallel", player("opposition", 2))).toBe("opposition");
  const second = { format: "swap", phase: "running" } as const;
  expect(mayTake(player("opposition", 2), standing(["responder"], true), second, "name")).toBe(true);
  expect(mayTake(player("responder", 2), standing(["responder"], true), second, "name")).toBe(false);
});
