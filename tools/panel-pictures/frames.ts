/** Makes of the answers what Grafana hands to a panel: transformed, with units, thresholds, mappings and overrides. */
import {
  applyFieldOverrides,
  cacheFieldDisplayNames,
  createDataFrame,
  type DataFrame,
  type DataTransformerConfig,
  type FieldConfigOptionsRegistry,
  type FieldConfigPropertyItem,
  type FieldConfigSource,
  FieldType,
  type GrafanaTheme2,
  Registry,
  standardTransformers,
  standardTransformersRegistry,
  transformDataFrame,
} from '@grafana/data';
import { firstValueFrom } from 'rxjs';
import type { FrameJson, PanelJson } from './data.ts';

const TYPES = { time: FieldType.time, number: FieldType.number, string: FieldType.string };

/** The options that a panel's JSON may set for its fields. Grafana's server part fills this registry; here nobody does. */
const OPTIONS = [
  'unit',
  'min',
  'max',
  'decimals',
  'displayName',
  'noValue',
  'mappings',
  'thresholds',
  'color',
  'links',
];
const CUSTOM = [
  'drawStyle',
  'lineInterpolation',
  'lineWidth',
  'barWidthFactor',
  'barAlignment',
  'barMaxWidth',
  'axisSoftMin',
  'axisSoftMax',
  'lineStyle',
  'fillOpacity',
  'gradientMode',
  'showPoints',
  'pointSize',
  'spanNulls',
  'stacking',
  'thresholdsStyle',
  'axisPlacement',
  'axisColorMode',
  'axisBorderShow',
  'scaleDistribution',
  'hideFrom',
  'align',
  'cellOptions',
  'inspect',
  'filterable',
  'width',
  'minWidth',
];
const item = (id: string, isCustom: boolean): FieldConfigPropertyItem => ({
  id: isCustom ? `custom.${id}` : id,
  path: id,
  name: id,
  isCustom,
  process: (value: unknown) => value,
  shouldApply: () => true,
  editor: () => null,
  override: () => null,
  settings: {},
});
const registry: FieldConfigOptionsRegistry = new Registry(() => [
  ...OPTIONS.map((id) => item(id, false)),
  ...CUSTOM.map((id) => item(id, true)),
]);

/** What Grafana takes where the JSON of a time series is silent. */
const GRAPH_DEFAULTS = {
  drawStyle: 'line',
  lineInterpolation: 'linear',
  gradientMode: 'none',
  pointSize: 5,
  barAlignment: 0,
  axisPlacement: 'auto',
  axisColorMode: 'text',
  scaleDistribution: { type: 'linear' },
  hideFrom: { legend: false, tooltip: false, viz: false },
};

standardTransformersRegistry.setInit(() =>
  [standardTransformers.joinByFieldTransformer, standardTransformers.organizeFieldsTransformer].map(
    (transformation) => ({
      id: transformation.id,
      name: transformation.name,
      transformation: async () => transformation,
      editor: () => null,
      imageDark: '',
      imageLight: '',
    }),
  ),
);

/** A line has a gap where there is no number, as in Grafana; elsewhere a value mapping may have a word for it. */
function drawable(value: number | string, panelType: string): number | null {
  const number = Number(String(value).replace('Inf', 'Infinity'));
  return panelType === 'timeseries' && !Number.isFinite(number) ? null : number;
}

export async function dressed(
  panel: PanelJson,
  frames: readonly FrameJson[],
  theme: GrafanaTheme2,
): Promise<{ data: DataFrame[]; fieldConfig: FieldConfigSource }> {
  const raw = frames.map(({ refId, fields }) =>
    createDataFrame({
      refId,
      fields: fields.map(({ type, values, ...field }) => ({
        ...field,
        type: TYPES[type],
        values: values.map((value) => (type === 'string' ? value : drawable(value, panel.type))),
      })),
    }),
  );
  const transformations = panel.transformations as DataTransformerConfig[];
  const transformed =
    transformations.length === 0 ? raw : await firstValueFrom(transformDataFrame(transformations, raw));
  const { custom = {}, ...defaults } = panel.fieldConfig.defaults as FieldConfigSource['defaults'];
  const fieldConfig = {
    defaults: { ...defaults, custom: panel.type === 'timeseries' ? { ...GRAPH_DEFAULTS, ...custom } : custom },
    overrides: panel.fieldConfig.overrides,
  } as FieldConfigSource;
  const data = applyFieldOverrides({
    data: transformed,
    fieldConfig,
    fieldConfigRegistry: registry,
    replaceVariables: (text) => text,
    theme,
    timeZone: 'utc',
  });
  cacheFieldDisplayNames(data);
  return { data, fieldConfig };
}
