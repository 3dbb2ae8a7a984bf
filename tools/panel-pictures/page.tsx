/** Draws one dashboard with Grafana's components. */
import {
  createTheme,
  type DataFrame,
  dateTime,
  type FieldConfigSource,
  type FieldDisplay,
  type GrafanaTheme2,
  getDisplayValueAlignmentFactors,
  getFieldDisplayValues,
  type ReduceDataOptions,
  ThemeContext,
  type TimeRange,
} from '@grafana/data';
import type { VizOrientation, VizTextDisplayOptions } from '@grafana/schema';
import {
  BarGauge,
  type BarGaugeDisplayMode,
  BigValue,
  type BigValueColorMode,
  BigValueGraphMode,
  type BigValueJustifyMode,
  type BigValueTextMode,
  GlobalStyles,
  Icon,
  PanelChrome,
  TimeSeries,
  VizRepeater,
} from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';
import { type ReactElement, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import type { PanelJson } from './data.ts';
import type { Picture } from './draw.ts';
import { dressed } from './frames.ts';

declare global {
  interface Window {
    readonly picture: Picture;
  }
}

const { title, chosen, range, width, panels, theme: themeName } = window.picture;
const theme: GrafanaTheme2 = createTheme({ colors: { mode: themeName } });
const from = dateTime(range.from * 1000);
const to = dateTime(range.to * 1000);
const timeRange: TimeRange = { from, to, raw: { from, to } };

/** Grafana's grid: 24 columns; a unit of height is 30 pixels and 8 between. */
const GAP = 8;
const COLUMN = (width - 2 * 16 + GAP) / 24;
const heightOf = (units: number) => units * (30 + GAP) - GAP;

interface Drawn {
  readonly panel: PanelJson;
  readonly data: DataFrame[];
  readonly fieldConfig: FieldConfigSource;
}
interface Area {
  readonly width: number;
  readonly height: number;
}

function Stat({ panel, data, fieldConfig, width, height }: Drawn & Area): ReactElement {
  const options = panel.options as {
    graphMode: BigValueGraphMode;
    colorMode: BigValueColorMode;
    justifyMode: BigValueJustifyMode;
    textMode: BigValueTextMode;
    text: VizTextDisplayOptions;
    orientation: VizOrientation;
    reduceOptions: ReduceDataOptions;
  };
  const values = () => displays(data, fieldConfig, options.reduceOptions, options.graphMode !== BigValueGraphMode.None);
  return (
    <VizRepeater<FieldDisplay>
      getValues={values}
      renderValue={({ value, width, height, count }) => (
        <BigValue
          value={value.display}
          count={count}
          sparkline={value.sparkline}
          colorMode={options.colorMode}
          graphMode={options.graphMode}
          justifyMode={options.justifyMode}
          textMode={options.textMode}
          text={options.text}
          width={width}
          height={height}
          theme={theme}
        />
      )}
      width={width}
      height={height}
      source={data}
      itemSpacing={3}
      renderCounter={1}
      autoGrid={true}
      orientation={options.orientation}
    />
  );
}

function Bars({ panel, data, fieldConfig, width, height }: Drawn & Area): ReactElement {
  const options = panel.options as {
    orientation: VizOrientation;
    displayMode: BarGaugeDisplayMode;
    showUnfilled: boolean;
    text: VizTextDisplayOptions;
    minVizHeight: number;
    maxVizHeight: number;
    reduceOptions: ReduceDataOptions;
  };
  return (
    <VizRepeater<FieldDisplay, ReturnType<typeof getDisplayValueAlignmentFactors>>
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      getValues={() => displays(data, fieldConfig, options.reduceOptions, false)}
      renderValue={({ value, width, height, orientation, alignmentFactors }) => (
        <BarGauge
          value={value.display}
          width={width}
          height={height}
          orientation={orientation}
          field={value.field}
          theme={theme}
          itemSpacing={8}
          lcdCellWidth={12}
          displayMode={options.displayMode}
          showUnfilled={options.showUnfilled}
          text={options.text}
          alignmentFactors={alignmentFactors}
          display={value.view?.getFieldDisplayProcessor(value.colIndex ?? 0)}
        />
      )}
      width={width}
      height={height}
      source={data}
      itemSpacing={8}
      renderCounter={1}
      orientation={options.orientation}
      minVizWidth={8}
      minVizHeight={options.minVizHeight}
      maxVizHeight={options.maxVizHeight}
    />
  );
}

const displays = (
  data: DataFrame[],
  fieldConfig: FieldConfigSource,
  reduceOptions: ReduceDataOptions,
  sparkline: boolean,
) =>
  getFieldDisplayValues({
    fieldConfig,
    reduceOptions,
    replaceVariables: (text) => text,
    theme,
    data,
    sparkline,
    timeZone: 'utc',
  });

function Body({ drawn, width, height }: { drawn: Drawn } & Area): ReactElement {
  const { panel, data, fieldConfig } = drawn;
  if (panel.type === 'stat') return <Stat {...drawn} width={width} height={height} />;
  const rows = data.reduce((sum, frame) => sum + frame.length, 0);
  if (rows === 0) return <Empty text={String(fieldConfig.defaults.noValue ?? 'No data')} height={height} />;
  switch (panel.type) {
    case 'timeseries':
      return (
        <TimeSeries
          frames={data}
          width={width}
          height={height}
          timeRange={timeRange}
          timeZone="utc"
          legend={panel.options.legend as Parameters<typeof TimeSeries>[0]['legend']}
          options={panel.options}
        />
      );
    case 'bargauge':
      return <Bars {...drawn} width={width} height={height} />;
    case 'table':
      return (
        <TableNG
          data={data[0] as DataFrame}
          width={width}
          height={height}
          sortBy={panel.options.sortBy as { displayName: string; desc: boolean }[]}
          fieldConfig={fieldConfig}
          enableVirtualization={false}
          timeRange={timeRange}
        />
      );
    default:
      throw new Error(`no component here draws a panel of type ${panel.type}`);
  }
}

/** Grafana's view of a panel without data is in no package; this is its text, where it has it. */
const Empty = ({ text, height }: { text: string; height: number }) => (
  <div
    style={{
      height,
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'center',
      color: theme.colors.text.secondary,
      fontSize: theme.typography.h5.fontSize,
    }}
  >
    {text}
  </div>
);

function Row({ panel }: { panel: PanelJson }): ReactElement {
  const folded = panel.collapsed === true;
  return (
    <div style={{ display: 'flex', alignItems: 'center', gap: 6, height: '100%', ...theme.typography.h5 }}>
      <Icon name={folded ? 'angle-right' : 'angle-down'} />
      {panel.title}
    </div>
  );
}

/** Everything moves up to where there is room, as in Grafana: a folded row leaves none behind. */
function placed(all: readonly Drawn[]): { drawn: Drawn; top: number }[] {
  const bottoms = new Array<number>(24).fill(0);
  return [...all]
    .sort(({ panel: { gridPos: a } }, { panel: { gridPos: b } }) => a.y - b.y || a.x - b.x)
    .map((drawn) => {
      const { x, w, h } = drawn.panel.gridPos;
      const columns = bottoms.slice(x, x + w);
      const top = Math.max(...columns);
      bottoms.fill(top + h, x, x + w);
      return { drawn, top };
    });
}

function Dashboard({ all }: { all: readonly Drawn[] }): ReactElement {
  useEffect(() => {
    document.body.style.background = theme.colors.background.canvas;
  }, []);
  const places = placed(all);
  const bottom = Math.max(...places.map(({ drawn, top }) => top + drawn.panel.gridPos.h));
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <div id="drawn" style={{ padding: 16, width, boxSizing: 'border-box', color: theme.colors.text.primary }}>
        <div style={{ display: 'flex', alignItems: 'baseline', gap: 16, height: 36 }}>
          <span style={theme.typography.h4}>{title}</span>
          {chosen.map((each) => (
            <span key={each} style={{ color: theme.colors.text.secondary }}>
              {each}
            </span>
          ))}
        </div>
        <div style={{ position: 'relative', height: heightOf(bottom) }}>
          {places.map(({ drawn, top }) => {
            const { panel } = drawn;
            const area = { width: panel.gridPos.w * COLUMN - GAP, height: heightOf(panel.gridPos.h) };
            return (
              <div
                key={panel.id}
                style={{ position: 'absolute', left: panel.gridPos.x * COLUMN, top: top * (30 + GAP), ...area }}
              >
                {panel.type === 'row' ? (
                  <Row panel={panel} />
                ) : (
                  <PanelChrome title={panel.title} description={panel.description ?? ''} {...area}>
                    {(width: number, height: number) => <Body drawn={drawn} width={width} height={height} />}
                  </PanelChrome>
                )}
              </div>
            );
          })}
        </div>
      </div>
    </ThemeContext.Provider>
  );
}

const all = await Promise.all(
  panels.map(async ({ panel, frames }) => ({ panel, ...(await dressed(panel, frames, theme)) })),
);
createRoot(document.getElementById('root') as HTMLElement).render(<Dashboard all={all} />);
