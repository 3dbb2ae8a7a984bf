/** The photographs of one vehicle, with what was read off them. */
import type { VehiclePhotographs } from '../database/statements/vehicle-photographs.ts';
import { type Content, type Html, html, mark, outside, shortly, time } from './html.ts';

/** Pictures from our own store alone; of the others their address, which nobody asks. */
export function photographsSection(id: string, { stored, others }: VehiclePhotographs): Html {
  return html`<section id="photographs"><h2>Photographs</h2>
    ${stored.length === 0 && html`<p class="faint">None is stored.</p>`}
    <ul class="photographs">${stored.map(
      ({ id: photograph, image_url: url, storage_path: place, width, height, vin_read: read }, i) => html`<li>
        ${
          place === null
            ? html`<p class="faint">not downloaded</p>`
            : html`<img src="/console/vehicles/${id}/photographs/${encodeURIComponent(photograph)}" alt="The vehicle, picture ${i + 1}" loading="lazy" width="${width}" height="${height}">`
        }
        <p>${outside(url, url === null ? 'no address' : `photograph ${i + 1}`)}${read && html`<br>${whatWasRead(read)}`}</p></li>`,
    )}</ul>
    ${
      others.length > 0 &&
      html`<details class="more"><summary>${others.length} that are not stored</summary><ul>${others.map(
        ({ url, state, note, at }) =>
          html`<li>${outside(url)}: ${state}${note !== null && `, ${note}`}, ${time(at)}</li>`,
      )}</ul></details>`
    }</section>`;
}

function whatWasRead(read: NonNullable<VehiclePhotographs['stored'][number]['vin_read']>): Content {
  if (read.vin !== null)
    return html`read: ${mark('good', read.vin)} <span class="faint">${shortly(read.text, 40)}</span>`;
  const candidates = read.candidates.length === 0 ? '' : ` (${read.candidates.join(', ')})`;
  return html`<span class="faint">no VIN: ${shortly(`${read.reason}${candidates}`, 100)}</span>`;
}
