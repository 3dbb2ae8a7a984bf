/**
 * Two photographed VIN plates: the label in a door frame and the plate behind a windscreen, both a little turned, a
 * little soft and grainy. They need the DejaVu fonts when they are drawn.
 */
import sharp from 'sharp';

const grain = (width: number, height: number, sigma: number): Promise<Buffer> =>
  sharp({
    create: { width, height, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma } },
  })
    .png()
    .toBuffer();

/** Turns, softens, cuts to size and grains one drawn plate. */
async function photograph(
  svg: string,
  matrix: readonly [number, number, number, number],
  background: string,
): Promise<Buffer> {
  const turned = await sharp(Buffer.from(svg))
    .flatten({ background })
    .affine([...matrix], { background })
    .png()
    .toBuffer();
  const { width, height } = await sharp(turned).metadata();
  const left = Math.max(0, Math.round((width - 960) / 2));
  const top = Math.max(0, Math.round((height - 640) / 2));
  return sharp(turned)
    .extract({ left, top, width: Math.min(960, width), height: Math.min(640, height) })
    .blur(0.9)
    .composite([{ input: await grain(Math.min(960, width), Math.min(640, height), 12), blend: 'soft-light' }])
    .jpeg({ quality: 74 })
    .toBuffer();
}

const text = (x: number, y: number, size: number, font: string, words: string, fill = '#1c1d20'): string =>
  `<text x="${x}" y="${y}" font-family="${font}" font-size="${size}" letter-spacing="${font.endsWith('Mono') ? 4 : 0}" fill="${fill}">${words}</text>`;

/** A white paper label with weights, dates and the VIN, stuck into a black door frame. */
export const doorPlate = (vin: string): Promise<Buffer> =>
  photograph(
    `<svg xmlns="http://www.w3.org/2000/svg" width="1080" height="760"><defs><linearGradient id="frame" x2="1" y2="1"><stop offset="0" stop-color="#4b4e53"/><stop offset="1" stop-color="#1d1e21"/></linearGradient><linearGradient id="paper" x2="1"><stop offset="0" stop-color="#f4f2ea"/><stop offset="1" stop-color="#dcd9cf"/></linearGradient></defs>
<rect width="1080" height="760" fill="url(#frame)"/><rect x="110" y="150" width="860" height="450" rx="14" fill="url(#paper)"/><circle cx="60" cy="110" r="26" fill="#0f1012"/><circle cx="1020" cy="660" r="26" fill="#0f1012"/>
${text(146, 216, 32, 'DejaVu Sans', 'MFD BY NORTH MILL ASSEMBLY')}${text(146, 266, 27, 'DejaVu Sans', 'DATE OF MFR: 11-06')}${text(560, 266, 27, 'DejaVu Sans', 'GVWR: 2223 KG')}
${text(146, 310, 27, 'DejaVu Sans', 'FRONT 1134 KG')}${text(560, 310, 27, 'DejaVu Sans', 'REAR 1270 KG')}
<rect x="136" y="346" width="808" height="92" fill="#fbfaf5"/>${text(150, 408, 50, 'DejaVu Sans Mono', `VIN: ${vin}`, '#101114')}
${text(146, 494, 25, 'DejaVu Sans', 'TYPE: MULTIPURPOSE')}${text(560, 494, 25, 'DejaVu Sans', 'FOR ALL ROADS')}
${Array.from({ length: 74 }, (_, i) => `<rect x="${150 + i * 10.5}" y="520" width="${2 + ((i * 7919) % 5)}" height="52" fill="#17181a"/>`).join('')}</svg>`,
    [1, 0.02, -0.035, 0.97],
    '#26282b',
  );

/** A riveted metal strip with black characters, seen through glass at the foot of a windscreen. */
export const dashPlate = (vin: string): Promise<Buffer> =>
  photograph(
    `<svg xmlns="http://www.w3.org/2000/svg" width="1080" height="760"><defs><linearGradient id="dash" x2="0" y2="1"><stop offset="0" stop-color="#9b9488"/><stop offset="1" stop-color="#6f6a61"/></linearGradient><linearGradient id="metal" x2="0" y2="1"><stop offset="0" stop-color="#e9ebec"/><stop offset=".5" stop-color="#f6f7f7"/><stop offset="1" stop-color="#d9dcde"/></linearGradient></defs>
<rect width="1080" height="760" fill="url(#dash)"/><path d="M0 0H1080V90L0 190Z" fill="#3a4147"/>
<rect x="96" y="290" width="888" height="190" rx="12" fill="url(#metal)"/><circle cx="120" cy="314" r="8" fill="#b4b9be"/><circle cx="960" cy="314" r="8" fill="#b4b9be"/><circle cx="120" cy="456" r="8" fill="#b4b9be"/><circle cx="960" cy="456" r="8" fill="#b4b9be"/>
${text(196, 404, 58, 'DejaVu Sans Mono', vin, '#141518')}
<path d="M690 0L800 0L400 760L310 760Z" fill="#fff" opacity=".06"/></svg>`,
    [1, -0.025, 0.03, 0.98],
    '#837d73',
  );
