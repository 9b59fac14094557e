// The module jianpai.js: docs/embedding.md. Shapes of results: docs/scenario-format.md, "Results".

import type {
  Area, By, Comparison, Contributions, Diagnostic, LedgerFinding, LeverInput, Outline, Overlaps, Pollutant, Results, Tornado, Uncertainty,
} from "./js/types.d.ts";

export type * from "./js/types.d.ts";

export type ChartName = "progress" | "multiples" | "waterfall" | "wedges" | "emissions" | "counted" | "cost-curve" | "districts" | "tornado";

/** The charts there are. */
export const charts: ChartName[];

export type Content = string | Uint8Array | ArrayBuffer | Blob;

/**
 * A scenario of the site by its name; the address of a scenario's TOML file, whose ledger lies beside it; or files: by name,
 * or as a file input gives them.
 */
export type Source = string | URL | Record<string, Content> | File[];

/** As a link writes them ("cement-ultra-low:s0.8:d3,village-sewage:off"), by measure, or as a list. */
export type Levers = string | Record<string, Omit<LeverInput, "measure">> | LeverInput[];

/**
 * Loads a scenario. One engine is fetched and compiled for all of a page's scenarios.
 *
 * Rejects with a `ScenarioError` where files are wrong, with a `StartError` (its `reason` says which) where the engine can't start.
 */
export function load(source: Source, options?: { file?: string }): Promise<Scenario>;

/** A scenario that can't be used: which files and lines, and what would be right. */
export class ScenarioError extends Error {
  findings: Diagnostic[];
}

/** What is to be drawn or described. */
export type Picture = {
  /** "progress" unless said. */
  chart?: ChartName;
  /** "nox" unless said. */
  pollutant?: Pollutant;
  /** "zh" unless said. */
  lang?: "zh" | "en";
  /** "light" unless said. */
  theme?: "light" | "dark";
  /** Month to judge by, "2024-12"; the plan's last unless said. */
  at?: string;
  levers?: Levers;
  /** A run under the same levers, in place of computing one: for bands, with `uncertainty` in it. */
  results?: Results;
};

export interface Scenario {
  readonly outline: Outline;
  /** What was found in the files: warnings only. */
  readonly findings: Diagnostic[];
  readonly files: Record<string, Uint8Array>;
  /** Which of the files is the scenario. */
  readonly file: string;

  /** One run: `jianpai run FILE --format json`. */
  run(options?: { levers?: Levers; at?: string; sources?: boolean; months?: boolean }): Results;
  /** What draws say of it: `results.uncertainty` of `jianpai run --draws 10000 --seed 1`. In short parts; the page stays quick. */
  uncertainty(options?: {
    levers?: Levers; draws?: number; seed?: number; signal?: AbortSignal; progress?(done: number): void;
  }): Promise<Uncertainty>;
  contributions(options: { levers?: Levers; at?: string; by: By }): Contributions;
  overlaps(options?: { levers?: Levers; at?: string }): Overlaps;
  compare(here: Levers, there: Levers, options?: { at?: string }): Comparison;
  tornado(options: { levers?: Levers; pollutant: Pollutant; at?: string }): Tornado;
  /** What looks wrong in the ledger. */
  inspect(options?: { levers?: Levers }): LedgerFinding[];

  /** A chart in words: its finding, and its figures as a table. */
  describe(picture: Picture): Promise<{ finding: string; note: string; caption: string; columns: string[]; rows: string[][] }>;
  /** Draws a chart; width and height are CSS pixels, those of the canvas unless said. */
  draw(canvas: HTMLCanvasElement, picture: Picture & { width?: number; height?: number; scale?: number }): Promise<Area>;

  /** A chart as an SVG document, with its title, notes and sources: what `jianpai chart` draws, its words as words. Needs no browser. */
  svg(picture: Picture & { width?: number; height?: number }): Promise<string>;

  /** Gives the memory back; nothing can be asked after. */
  free(): void;
}
