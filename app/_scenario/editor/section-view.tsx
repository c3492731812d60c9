"use client";

import { BriefSection } from "./brief-section";
import { ChecksSection } from "./checks-section";
import { DecisionsSection } from "./decisions-section";
import { ForcesSection } from "./forces-section";
import { IncidentsSection } from "./incidents-section";
import { MselSection } from "./msel-section";
import { OppositionSection } from "./opposition-section";
import { ScoringSection } from "./scoring-section";
import type { Section } from "./sections";
import { WorldSection } from "./world-section";

/** One part of the editor. */
export function SectionView({
  section,
  scenarioId,
  publishedAs,
}: {
  section: Section;
  scenarioId: string;
  publishedAs: number | null;
}) {
  switch (section) {
    case "brief":
      return <BriefSection />;
    case "forces":
      return <ForcesSection />;
    case "incidents":
      return <IncidentsSection />;
    case "msel":
      return <MselSection />;
    case "opposition":
      return <OppositionSection />;
    case "world":
      return <WorldSection />;
    case "decisions":
      return <DecisionsSection />;
    case "scoring":
      return <ScoringSection />;
    case "checks":
      return <ChecksSection scenarioId={scenarioId} publishedAs={publishedAs} />;
  }
}
