/**
 * The other photographs of a sample car: nose, tail, one wheel, the dashboard and the engine bay.
 */
import { type Scene, scenery } from './scenery.ts';
import { GLASS, type Paint, paintGradient, wheel } from './side-view.ts';

export interface Face {
  readonly lamps: 'round' | 'square' | 'slim';
  readonly height: 'low' | 'mid' | 'tall';
}

const ROOF: Readonly<Record<Face['height'], number>> = { low: 216, mid: 190, tall: 150 };

const shadow =
  '<defs><radialGradient id="shade"><stop offset="0" stop-color="#000" stop-opacity=".55"/><stop offset="1" stop-color="#000" stop-opacity="0"/></radialGradient></defs><ellipse cx="320" cy="389" rx="216" ry="12" fill="url(#shade)"/><ellipse cx="320" cy="387" rx="180" ry="8" fill="url(#shade)"/>';

/** Hull, roof and screen that nose and tail share; the belt line stands at y = 272. */
function hull(paint: Paint, face: Face): string {
  const roof = ROOF[face.height];
  return `<defs>${paintGradient(paint)}${GLASS}</defs>${shadow}
<rect x="160" y="330" width="52" height="62" rx="12" fill="#1b1c1f"/><rect x="428" y="330" width="52" height="62" rx="12" fill="#1b1c1f"/>
<path d="M206 274C216 ${roof + 24} 230 ${roof + 4} 256 ${roof}L384 ${roof}C410 ${roof + 4} 424 ${roof + 24} 434 274Z" fill="${paint.dark}"/>
<path d="M220 272C230 ${roof + 30} 240 ${roof + 14} 262 ${roof + 10}L378 ${roof + 10}C400 ${roof + 14} 410 ${roof + 30} 420 272Z" fill="url(#glass)"/>
<path d="M300 270L340 ${roof + 12}L366 ${roof + 12}L332 270Z" fill="#fff" opacity=".22"/>
<path d="M152 360C146 320 150 292 172 278C220 266 420 266 468 278C490 292 494 320 488 360C480 372 160 372 152 360Z" fill="url(#paint)" stroke="${paint.dark}" stroke-width="2"/>
<path d="M190 250h-24q-8 0-8 10v12h30z M450 250h24q8 0 8 10v12h-30z" fill="${paint.base}" stroke="${paint.dark}"/>`;
}

function lamp(face: Face, x: number, fill: string): string {
  if (face.lamps === 'round')
    return `<circle cx="${x}" cy="308" r="22" fill="${fill}" stroke="#3b3f45" stroke-width="3"/><circle cx="${x}" cy="308" r="11" fill="#fff" opacity=".5"/>`;
  if (face.lamps === 'square')
    return `<rect x="${x - 32}" y="294" width="64" height="26" rx="5" fill="${fill}" stroke="#3b3f45" stroke-width="3"/><path d="M${x} 294v26" stroke="#3b3f45" stroke-width="2"/>`;
  return `<path d="M${x - 36} 302Q${x} 288 ${x + 36} 300L${x + 30} 314Q${x} 306 ${x - 30} 318Z" fill="${fill}" stroke="#3b3f45" stroke-width="2"/>`;
}

const numberPlate = (y: number): string =>
  `<rect x="276" y="${y}" width="88" height="26" rx="3" fill="#f3f1e8" stroke="#444" stroke-width="2"/><rect x="290" y="${y + 8}" width="60" height="10" fill="#8a8f98"/>`;

export const frontView = (paint: Paint, face: Face, scene: Scene, seed: number): string =>
  `${scenery(scene, seed + 5)}${hull(paint, face)}
<rect x="252" y="296" width="136" height="34" rx="8" fill="#1c1e21"/>${Array.from({ length: 8 }, (_, i) => `<rect x="${264 + i * 15}" y="300" width="6" height="26" fill="#6d7278"/>`).join('')}
${lamp(face, 206, '#f4f1df')}${lamp(face, 434, '#f4f1df')}<rect x="160" y="340" width="320" height="10" rx="5" fill="#000" opacity=".35"/>${numberPlate(338)}`;

export const rearView = (paint: Paint, face: Face, scene: Scene, seed: number): string =>
  `${scenery(scene, seed + 9)}${hull(paint, face)}
${lamp(face, 206, '#b3202a')}${lamp(face, 434, '#b3202a')}<path d="M232 286H408V344H232Z" fill="none" stroke="${paint.dark}" stroke-width="2"/>${numberPlate(302)}
<circle cx="320" cy="290" r="6" fill="#d9dce0"/><ellipse cx="222" cy="366" rx="14" ry="6" fill="#7d8288"/><ellipse cx="418" cy="366" rx="14" ry="6" fill="#7d8288"/>`;

export const wheelView = (paint: Paint, spokes: number): string =>
  `<defs>${paintGradient(paint)}<linearGradient id="floor" x2="0" y2="1"><stop offset="0" stop-color="#8d8a84"/><stop offset="1" stop-color="#5f5d5a"/></linearGradient></defs>
<rect width="640" height="480" fill="url(#floor)"/><rect width="640" height="366" fill="url(#paint)"/><path d="M0 96C200 70 430 66 640 88" stroke="#fff" stroke-opacity=".5" stroke-width="5" fill="none"/>
<path d="M0 366H640V400H0Z" fill="#161719"/><path d="M548 0L560 366" stroke="${paint.dark}" stroke-width="4"/><circle cx="300" cy="262" r="206" fill="#131416"/>
${wheel(300, 266, 184, spokes)}<path d="M172 132A184 184 0 0 1 340 86" stroke="#fff" stroke-opacity=".16" stroke-width="12" fill="none"/>`;

function gauge(x: number, y: number, r: number, angle: number): string {
  const marks = Array.from({ length: 11 }, (_, i) => {
    const a = Math.PI * (0.75 + i * 0.15);
    return `<line x1="${x + Math.cos(a) * r * 0.74}" y1="${y + Math.sin(a) * r * 0.74}" x2="${x + Math.cos(a) * r * 0.9}" y2="${y + Math.sin(a) * r * 0.9}" stroke="#e8e6df" stroke-width="2"/>`;
  });
  return `<circle cx="${x}" cy="${y}" r="${r}" fill="#0d0e10" stroke="#74787e" stroke-width="3"/>${marks.join('')}<line x1="${x}" y1="${y}" x2="${x + Math.cos(angle) * r * 0.8}" y2="${y + Math.sin(angle) * r * 0.8}" stroke="#e2502f" stroke-width="3"/><circle cx="${x}" cy="${y}" r="5" fill="#c9ccd0"/>`;
}

export const dashboardView = (trim: string, scene: Scene, seed: number): string =>
  `<g transform="translate(0 -90)">${scenery(scene, seed + 2)}</g><path d="M0 0H70L0 250Z M640 0H580L640 250Z" fill="#1a1b1e"/><rect width="640" height="26" fill="#1a1b1e"/>
<defs><linearGradient id="dash" x2="0" y2="1"><stop offset="0" stop-color="#4a4b50"/><stop offset="1" stop-color="#1d1e21"/></linearGradient></defs>
<path d="M0 262C160 214 480 214 640 262V480H0Z" fill="url(#dash)"/><path d="M96 260C150 222 300 222 350 258L340 330H104Z" fill="#131416"/>
${gauge(166, 286, 44, 3.4)}${gauge(278, 286, 44, 4.1)}${gauge(222, 250, 18, 5)}
<rect x="400" y="268" width="150" height="92" rx="8" fill="#101113"/><rect x="410" y="278" width="130" height="52" rx="4" fill="#27506b"/><path d="M410 318l30-18 26 10 34-26 40 22" stroke="#8cc2dc" stroke-width="3" fill="none"/>
<circle cx="424" cy="346" r="8" fill="#5d6167"/><circle cx="526" cy="346" r="8" fill="#5d6167"/><path d="M0 372C200 350 440 350 640 372V396C440 374 200 374 0 396Z" fill="${trim}"/>
<circle cx="222" cy="392" r="132" fill="none" stroke="#26272b" stroke-width="24"/><circle cx="222" cy="392" r="132" fill="none" stroke="#55575d" stroke-width="3"/><path d="M94 400H350M222 400V480" stroke="#26272b" stroke-width="26"/><circle cx="222" cy="398" r="38" fill="#34363b" stroke="#60636a" stroke-width="3"/>
<rect x="470" y="396" width="26" height="84" fill="#141518"/><circle cx="483" cy="396" r="22" fill="#2b2d31" stroke="#7a7e85" stroke-width="3"/>`;

export const engineView = (paint: Paint, cylinders: 4 | 8): string => {
  const pipes = Array.from(
    { length: 4 },
    (_, i) =>
      `<path d="M${216 + i * 62} 300C${210 + i * 62} 220 ${236 + i * 50} 190 ${246 + i * 46} 170" stroke="#b9bfc6" stroke-width="24" fill="none" stroke-linecap="round"/><path d="M${210 + i * 62} 296C${205 + i * 62} 220 ${231 + i * 50} 190 ${241 + i * 46} 172" stroke="#fff" stroke-opacity=".35" stroke-width="5" fill="none"/>`,
  );
  const covers =
    cylinders === 8
      ? '<rect x="150" y="300" width="160" height="70" rx="10" fill="#2c5aa0"/><rect x="330" y="300" width="160" height="70" rx="10" fill="#2c5aa0"/>'
      : '<rect x="180" y="300" width="290" height="72" rx="10" fill="#3a3d42"/><path d="M200 322H450M200 336H450M200 350H450" stroke="#6b7077" stroke-width="4"/>';
  return `<defs>${paintGradient(paint)}</defs><rect width="640" height="480" fill="#1b1c1e"/>
<path d="M0 0H640V60C420 34 220 34 0 60Z" fill="url(#paint)"/><path d="M0 60L74 110V420L0 480ZM640 60L566 110V420L640 480Z" fill="url(#paint)"/><path d="M0 480L60 420H580L640 480Z" fill="${paint.base}"/>
<rect x="86" y="84" width="468" height="336" rx="14" fill="#26282b"/><rect x="440" y="100" width="96" height="78" rx="6" fill="#101113"/><rect x="452" y="92" width="18" height="12" fill="#b3202a"/><rect x="506" y="92" width="18" height="12" fill="#888"/>
<circle cx="140" cy="136" r="34" fill="#e9e4d0" opacity=".85"/><circle cx="140" cy="136" r="12" fill="#1a5fa0"/>
<rect x="132" y="272" width="376" height="128" rx="16" fill="#6f757c"/>${covers}${pipes.join('')}<rect x="214" y="128" width="220" height="52" rx="22" fill="#8f969d"/><path d="M108 230C150 250 120 330 132 350M532 220C500 260 520 300 508 340" stroke="#0c0d0e" stroke-width="13" fill="none"/>
<circle cx="150" cy="386" r="26" fill="#15161a" stroke="#8a8f96" stroke-width="5"/><circle cx="488" cy="386" r="30" fill="#15161a" stroke="#8a8f96" stroke-width="5"/><path d="M150 412C260 440 400 440 488 416" stroke="#0c0d0e" stroke-width="9" fill="none"/>`;
};
