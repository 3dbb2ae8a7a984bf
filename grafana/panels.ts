/**
 * The house style of panels, over Grafana's own builders.
 * Invariant: every panel has a fixed id, a question as its title, a description that says what a bad picture looks like
 * and what to do next, a unit, and words for when it has nothing to show.
 */
import * as bargauge from '@grafana/grafana-foundation-sdk/bargauge';
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import {
  BarGaugeDisplayMode,
  BarGaugeSizing,
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  type DataSourceRef,
  GraphDrawStyle,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizOrientation,
  VizTextDisplayOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import * as stats from '@grafana/grafana-foundation-sdk/stat';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

export const DATASOURCE: DataSourceRef = { type: 'prometheus', uid: '$datasource' };

/** Grafana's names of units. */
export type Unit = 'short' | 's' | 'percentunit' | 'bytes' | 'Bps' | 'suffix:/min' | 'none' | 'dateTimeFromNow';
/** Neither good nor bad: not known. */
const GREY = '#7b8087';
export type Color = 'green' | 'yellow' | 'orange' | 'red' | 'dark-red' | 'blue' | 'light-blue' | 'purple' | 'text';
export type Step = readonly [from: number | null, color: Color];

export interface Query {
  readonly expr: string;
  /** Grafana's pattern, such as `{{task}}`; unique within a panel. */
  readonly legend: string;
}

export interface PanelText {
  /** Never given to another panel of the dashboard: links and screenshots name it. */
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly unit: Unit;
  /** What the panel says when there is nothing to show, and why that is. */
  readonly empty: string;
}

/** What the builders of all kinds of panels have in common. */
interface AnyPanel extends Builder<dashboard.Panel> {
  id(id: number): this;
  title(title: string): this;
  description(description: string): this;
  unit(unit: string): this;
  noValue(text: string): this;
  datasource(datasource: DataSourceRef): this;
  span(width: number): this;
  height(height: number): this;
}

export function dressed<P extends AnyPanel>(panel: P, { id, title, description, unit, empty }: PanelText): P {
  return panel.id(id).title(title).description(description).unit(unit).noValue(empty).datasource(DATASOURCE);
}

export const queries = (
  all: readonly Query[],
  make: (query: DataqueryBuilder) => DataqueryBuilder,
): Builder<Dataquery>[] =>
  all.map(({ expr, legend }, position) =>
    make(
      new DataqueryBuilder()
        .refId(String.fromCharCode(65 + position))
        .datasource(DATASOURCE)
        .expr(expr)
        .legendFormat(legend),
    ),
  );

export const thresholds = (steps: readonly Step[]): dashboard.ThresholdsConfigBuilder =>
  new dashboard.ThresholdsConfigBuilder()
    .mode(dashboard.ThresholdsMode.Absolute)
    .steps(steps.map(([value, color]) => ({ value, color })));

/**
 * Words in place of numbers, so that a good zero does not look like missing data, and missing data not like a good
 * zero. `Infinity`: anything beyond 10^12.
 */
function words(said: Readonly<Record<string, string>>, empty: string): dashboard.ValueMapping[] {
  const { Infinity: never, ...values } = said;
  const mappings: dashboard.ValueMapping[] = [notKnown(empty, GREY)];
  if (Object.keys(values).length > 0) {
    const options = Object.fromEntries(Object.entries(values).map(([value, text], index) => [value, { text, index }]));
    mappings.push({ type: dashboard.MappingType.ValueToText, options });
  }
  if (never !== undefined) {
    mappings.push({
      type: dashboard.MappingType.RangeToText,
      options: { from: 1e12, to: null, result: { text: never } },
    });
  }
  return mappings;
}

export const notKnown = (text: string, color: string): dashboard.ValueMapping => ({
  type: dashboard.MappingType.SpecialValue,
  options: { match: dashboard.SpecialValueMatch.NullAndNan, result: { text, color } },
});

/** Where the next step is taken. `path`: behind `/d/`; what was chosen goes along. */
export interface Link {
  readonly title: string;
  readonly path: string;
}
// biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills these in when the link is followed.
export const KEPT = '${__url_time_range}&${datasource:queryparam}&${job:queryparam}';
export const linkTo = ({ title, path }: Link): dashboard.DashboardLinkBuilder =>
  new dashboard.DashboardLinkBuilder(title)
    .type(dashboard.DashboardLinkType.Link)
    .url(`/d/${path}${path.includes('?') ? '&' : '?'}${KEPT}`);

/** One figure with a colour: is it all right? */
export function stat(
  text: PanelText & {
    readonly steps: readonly Step[];
    readonly words?: Readonly<Record<string, string>>;
    readonly decimals?: number;
    /** Shows the name of the series in place of its value, with a word and a colour for each. */
    readonly names?: Readonly<Record<string, readonly [word: string, color: Color]>>;
    readonly link?: Link;
    readonly width?: number;
    /** Draws how it came to be behind the figure. */
    readonly trend?: boolean;
  },
  query: Query,
): stats.PanelBuilder {
  const { steps, words: said = {}, decimals, names, link, width = 4, trend = false } = text;
  const panel = dressed(new stats.PanelBuilder(), text)
    .span(width)
    .height(4)
    .targets(queries([query], (each) => (names === undefined ? each.range() : each.instant())))
    .thresholds(thresholds(steps))
    .colorScheme(new dashboard.FieldColorBuilder().mode(dashboard.FieldColorModeId.Thresholds))
    .mappings(words(said, text.empty))
    .colorMode(BigValueColorMode.Background)
    .graphMode(trend ? BigValueGraphMode.Area : BigValueGraphMode.None)
    .text(new VizTextDisplayOptionsBuilder().valueSize(28))
    .textMode(names === undefined ? BigValueTextMode.Value : BigValueTextMode.Name)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']));
  if (decimals !== undefined) panel.decimals(decimals);
  if (link !== undefined) panel.links([linkTo(link)]);
  for (const [name, [word, color]] of Object.entries(names ?? {})) {
    panel.overrideByName(name, [{ id: 'displayName', value: word }, fixed(color)]);
  }
  return panel;
}

const fixed = (color: Color): dashboard.DynamicConfigValue => ({
  id: 'color',
  value: { mode: 'fixed', fixedColor: color },
});

/** Figures over time. */
export function lines(
  text: PanelText & {
    readonly stacked?: boolean;
    readonly width?: number;
    /** Colours by legend, where a colour has a meaning. */
    readonly colors?: Readonly<Record<string, Color>>;
    /** Lines at which it becomes bad. */
    readonly steps?: readonly Step[];
    /** Legends drawn dashed, such as a limit or last week. */
    readonly dashed?: readonly string[];
    readonly max?: number;
    readonly link?: Link;
  },
  ...all: Query[]
): timeseries.PanelBuilder {
  const { stacked = false, width = 8, colors = {}, steps, dashed = [], max, link } = text;
  const alone = all.length === 1 && !all[0]?.legend.includes('{{');
  const panel = dressed(new timeseries.PanelBuilder(), text)
    .span(width)
    .height(8)
    .targets(
      queries(
        all.map((query) => moving(text.unit, query)),
        (query) => query.range(),
      ),
    )
    .min(0)
    .colorScheme(new dashboard.FieldColorBuilder().mode(dashboard.FieldColorModeId.PaletteClassic))
    // Piles are bars: where a part of it pauses, Grafana draws an area as a slope from its last moment to its next.
    .drawStyle(stacked ? GraphDrawStyle.Bars : GraphDrawStyle.Line)
    .barWidthFactor(1)
    .lineWidth(stacked ? 0 : 1)
    // The areas of many lines hide each other.
    .fillOpacity(stacked ? 80 : alone ? 10 : 0)
    .showPoints(VisibilityMode.Never)
    // A gap is a gap: figures from the database are absent while they cannot be read.
    .spanNulls(false)
    .stacking(new StackingConfigBuilder().mode(stacked ? StackingMode.Normal : StackingMode.None).group('A'))
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .showLegend(true),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending).hideZeros(true));
  if (max !== undefined) panel.max(max);
  // An axis up to 100 around a line at 0 hides the first that comes.
  else if (text.unit === 'percentunit') panel.axisSoftMax(0.25);
  else if (text.unit === 'short' || text.unit === 'suffix:/min') panel.axisSoftMax(1);
  if (link !== undefined) panel.links([linkTo(link)]);
  if (steps !== undefined) {
    panel
      .thresholds(thresholds(steps))
      .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
  }
  for (const [legend, color] of Object.entries(colors)) panel.overrideByName(legend, [fixed(color)]);
  for (const legend of dashed) {
    panel.overrideByName(legend, [
      { id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 6] } },
      { id: 'custom.fillOpacity', value: 0 },
      { id: 'custom.stacking', value: { mode: 'none', group: 'B' } },
    ]);
  }
  return panel;
}

/**
 * Sets of labels are closed and begin at 0. Of a count by label only what is not 0 is asked for: the legend names what
 * happened, and when nothing did, the panel says so in words.
 */
function moving(unit: Unit, { expr, legend }: Query): Query {
  const counts = unit === 'short' || unit === 'suffix:/min' || unit === 'Bps';
  return { expr: counts && legend.includes('{{') ? `${expr}${MOVING}` : expr, legend };
}
export const MOVING = ' > 0';

/** Amounts side by side, as they are now. */
export function bars(
  text: PanelText & { readonly width?: number; readonly color?: Color },
  ...all: Query[]
): bargauge.PanelBuilder {
  const { width = 8, color = 'blue' } = text;
  return (
    dressed(new bargauge.PanelBuilder(), text)
      .span(width)
      .height(8)
      .targets(
        queries(
          all.map((query) => moving(text.unit, query)),
          (query) => query.instant(),
        ),
      )
      .min(0)
      .thresholds(thresholds([[null, color]]))
      .colorScheme(new dashboard.FieldColorBuilder().mode(dashboard.FieldColorModeId.Thresholds))
      .orientation(VizOrientation.Horizontal)
      .displayMode(BarGaugeDisplayMode.Basic)
      .showUnfilled(true)
      // Two bars are no thicker than twelve.
      .sizing(BarGaugeSizing.Manual)
      .minVizHeight(8)
      .maxVizHeight(32)
      .text(new VizTextDisplayOptionsBuilder().titleSize(12).valueSize(14))
      .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
  );
}
