/** What an action is: when it is worth trying, and what it does. Its name and the runner of its task: src/events.ts. */
import type { ActionResult, Work } from '../work.ts';

/** What is known about a vehicle when its next action is chosen. */
export interface Situation {
  readonly gaps: ReadonlySet<string>;
  /** There is an address that a page can be read from. */
  readonly hasPage: boolean;
  /** The action under whose name pages of its site are read. */
  readonly pageAction: string;
  readonly imageUrls: number;
  readonly images: number;
  /** Photographs that could not be had the last time, beside those that are there. */
  readonly photosMissing: number;
  /** Year, make and model are known, so a description can be composed. */
  readonly isNamed: boolean;
  /** There is text in the row that may hold a VIN. */
  readonly hasText: boolean;
  /** The row has a VIN whose check digit is right, so that the car can be told from it. */
  readonly hasVin: boolean;
}

export interface ActionDefinition {
  /** It could fill a gap of the vehicle or bring photographs that are missing, as things stand. */
  readonly isUseful: (situation: Situation) => boolean;
  readonly run: (work: Work) => Promise<ActionResult>;
  /** It reads the page, wherever that has to be rendered. */
  readonly readsPage?: true;
  /** Not done while the page may still tell the same, after a wait. */
  readonly yieldsToPage?: true;
  /** When it fails, what needs the page can be done all the same. */
  readonly sparesPage?: true;
}
