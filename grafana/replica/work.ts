/** What this daemon does. */
import type { Row } from '../dashboard.ts';
import { lines } from '../panels.ts';
import { highest, now, perMinute, perSecond, quantile } from '../promql.ts';
import { REQUEST_COLORS, SEAT_COLORS } from '../shared.ts';

const instance = '$instance' as const;
const NOT_SCRAPED = 'This daemon is not scraped';

export const work: Row = {
  id: 2,
  title: 'What does it do?',
  panels: [
    lines(
      {
        id: 20,
        title: 'What do its seats do?',
        description:
          'Its seats by use. None free: all are taken. Mostly being answered or at a slow host: sites are slow. Mostly computing: the processor is the limit.',
        unit: 'short',
        empty: NOT_SCRAPED,
        stacked: true,
        colors: SEAT_COLORS,
      },
      { expr: now('seats', { instance }, ['use']), legend: '{{use}}' },
    ),
    lines(
      {
        id: 21,
        title: 'Do its attempts succeed?',
        description:
          'Attempts of jobs per minute, by outcome. Fails here and not elsewhere: its network, its disk or its settings; compare with another replica.',
        unit: 'suffix:/min',
        empty: 'No job ended here in this time',
        stacked: true,
        colors: { success: 'green', retry: 'yellow', failed: 'red' },
      },
      { expr: perMinute('job_attempts_total', { instance }, ['outcome']), legend: '{{outcome}}' },
    ),
    lines(
      {
        id: 22,
        title: 'How long do its jobs take?',
        description:
          'Duration of its attempts, and the age of the oldest under way. Longer than elsewhere: this machine is short of processor or network.',
        unit: 's',
        empty: 'No job ended here in this time',
      },
      { expr: quantile(0.5, 'job_duration_seconds', { instance }), legend: 'half' },
      { expr: quantile(0.95, 'job_duration_seconds', { instance }), legend: '95 %' },
      { expr: highest('running_job_max_age_seconds', { instance }), legend: 'oldest under way' },
    ),
    lines(
      {
        id: 23,
        title: 'How do its requests end?',
        description:
          'Requests of all kinds per minute, by outcome. network or timeout here and not elsewhere: its way to the internet, its DNS or its proxy.',
        unit: 'suffix:/min',
        empty: 'It asked for nothing in this time',
        stacked: true,
        colors: REQUEST_COLORS,
      },
      { expr: perMinute('fetch_requests_total', { instance }, ['outcome']), legend: '{{outcome}}' },
    ),
    lines(
      {
        id: 24,
        title: 'How much does it fetch?',
        description:
          'Bytes received per second, by kind. Photographs are most of it. A flat top: the network is the limit.',
        unit: 'Bps',
        empty: 'It fetched nothing in this time',
        stacked: true,
      },
      { expr: perSecond('fetch_bytes_total', { instance }, ['kind']), legend: '{{kind}}' },
    ),
    lines(
      {
        id: 25,
        title: 'How long does it read a page?',
        description:
          'Duration of reading one page, without the request. 95 % above a second: huge pages, or too little processor; five seconds end the reading process.',
        unit: 's',
        empty: 'No page was read here in this time',
      },
      { expr: quantile(0.5, 'page_read_duration_seconds', { instance }), legend: 'half' },
      { expr: quantile(0.95, 'page_read_duration_seconds', { instance }), legend: '95 %' },
    ),
  ],
};
