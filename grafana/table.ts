/**
 * A table of which each row is one value of a label and each column one query.
 * Invariant: the columns stand in the order in which they are written.
 */
import { TableCellDisplayMode, TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common';
import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import { PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { dressed, KEPT, notKnown, type PanelText, queries, type Step, thresholds, type Unit } from './panels.ts';

export interface Column {
  readonly name: string;
  readonly unit: Unit;
  readonly expr: string;
  /** Colours the figure. */
  readonly steps?: readonly Step[];
  readonly decimals?: number;
  /** What stands for 0. */
  readonly zero?: string;
}

interface RowLink {
  readonly title: string;
  readonly uid: string;
  readonly variable: string;
}
const clickOf = ({ title, uid, variable }: RowLink, heading: string) => ({
  title,
  url: `/d/${uid}?var-${variable}=\${__data.fields["${heading}"]}&${KEPT}`,
});

export function table(
  text: Omit<PanelText, 'unit'> & {
    readonly by: string;
    /** Heading of the first column. */
    readonly heading: string;
    /** The dashboard and its variable that a click on a row's name leads to. */
    readonly rowLink?: RowLink;
    readonly sortBy: string;
    readonly height?: number;
  },
  ...columns: Column[]
): PanelBuilder {
  const { by, heading, rowLink, sortBy, height = 10 } = text;
  const value = (position: number) => `Value #${String.fromCharCode(65 + position)}`;
  const panel = dressed(new PanelBuilder(), { ...text, unit: 'short' })
    .span(24)
    // Eleven columns on a screen of 1,400 pixels.
    .minWidth(80)
    .height(height)
    .targets(
      queries(
        columns.map(({ expr, name }) => ({ expr, legend: name })),
        (query) => query.instant().format(PromQueryFormat.Table),
      ),
    )
    .transformations([
      { id: 'joinByField', options: { byField: by, mode: 'outer' } },
      {
        id: 'organize',
        options: {
          excludeByName: Object.fromEntries(
            ['Time', ...columns.map((_, position) => `Time ${position + 1}`)].map((name) => [name, true]),
          ),
          indexByName: {
            [by]: 0,
            ...Object.fromEntries(columns.map((_, position) => [value(position), position + 1])),
          },
          renameByName: {
            [by]: heading,
            ...Object.fromEntries(columns.map(({ name }, position) => [value(position), name])),
          },
        },
      },
    ])
    .sortBy([new TableSortByFieldStateBuilder().displayName(sortBy).desc(true)]);
  panel.overrideByName(heading, [
    { id: 'custom.width', value: 200 },
    ...(rowLink === undefined ? [] : [{ id: 'links', value: [clickOf(rowLink, heading)] }]),
  ]);
  for (const column of columns) panel.overrideByName(column.name, properties(column));
  return panel;
}

function properties({ unit, steps, decimals, zero }: Column): DynamicConfigValue[] {
  return [
    { id: 'unit', value: unit },
    ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }]),
    {
      id: 'mappings',
      value: [
        // Nothing was asked for, or not known: no share of it is good or bad.
        notKnown('-', 'text'),
        ...(zero === undefined ? [] : [{ type: 'value', options: { '0': { text: zero, color: 'text' } } }]),
      ],
    },
    ...(steps === undefined
      ? []
      : [
          { id: 'thresholds', value: thresholds(steps).build() },
          { id: 'custom.cellOptions', value: { type: TableCellDisplayMode.ColorText } },
        ]),
  ];
}
