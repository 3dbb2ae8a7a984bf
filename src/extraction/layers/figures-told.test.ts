/** Readings and engines that stand in sentences, ranges and makers' numbers. */
import { describe, expect, it } from 'vitest';
import { readPage } from '../read-page.ts';

const read = (field: string, lang: string, body: string): unknown =>
  readPage({
    url: `https://cars.example.${lang === 'en' ? 'com' : lang}/v/1`,
    html: `<html lang="${lang}"><title>2009 Volkswagen Transporter</title><body><h1>2009 Volkswagen Transporter</h1><p class="price">€ 9.450</p>
      <dl><dt>VIN</dt><dd>WV1ZZZ7HZ9H012345</dd></dl>${body}</body></html>`,
    readAt: '2026-01-01T00:00:00Z',
  }).facts.find((fact) => fact.field === field)?.value;
const told = (text: string): string =>
  `<h2>Descripción</h2><p>${text} ${'Siempre en garaje, con dos llaves y libro. '.repeat(3)}</p>`;

describe('a reading', () => {
  it.each([
    ['es', told('La compramos en 2014 con 88.000 km y ahora tiene 312.000, todos por autopista.'), 312_000],
    ['es', told('Kilometraje 148.500 reales.'), 148_500],
    ['es', `<dl><dt>Kilómetros</dt><dd>140.000 - 149.999</dd></dl>${told('Tiene 143.200 km reales.')}`, 143_200],
    [
      'es',
      `<div><a href="/2">Volkswagen Caddy</a><br>7.300 € · 168.000 km</div><div><a href="/3">Volkswagen Polo</a><br>8.150 € · 201.000 km</div>${told('Tiene 143.200 km reales.')}`,
      143_200,
    ],
  ])('is told in %s: %s', (lang, body, value) => {
    expect(read('mileage', lang, body)).toBe(value);
  });

  it.each([
    ['es', '<dl><dt>Kilómetros</dt><dd>140.000 - 149.999</dd></dl>'],
    ['de', '<p>Kilometerstand: 40 000 - 50 000 km</p>'],
    ['es', '<div>7.300 € · 168.000 km</div><div>8.150 € · 201.000 km</div>'],
  ])('is none of a form, nor of other cars, in %s: %s', (lang, body) => {
    expect(read('mileage', lang, body)).toBeUndefined();
  });
});

describe('an engine', () => {
  const labelled = (value: string): string => `<dl><dt>Engine model</dt><dd>${value}</dd></dl>`;

  it.each([
    'MX-13',
    'DD15',
    'Cummins X15',
    'ISX15 450hp',
    'D13TC',
    'OM 471',
    'DC13 147',
    '2JZ-GE',
    '1NZ-FE',
    'RB26DETT',
    '4D56',
  ])('goes by its number: %s', (value) => {
    expect(read('engine', 'en', labelled(value))).toBe(value);
  });

  it.each(['Diesel', '150 hp', 'CAX123456', 'A4', '13', 'X5'])('is none: %s', (value) => {
    expect(read('engine', 'en', labelled(value))).toBeUndefined();
  });

  it.each([
    [
      'fr',
      '<h2>Description</h2><p>Bonjour, je vends mon fourgon. Moteur 2.0 L, consommation de 7,5 L/100 km, entretien fait au garage chaque année.</p>',
      '2.0 L',
    ],
    ['es', told('Motor 2.5 5 cilindros, indestructible.'), '2.5 5 cilindros'],
    ['es', told('Gasta 7.5 l a los cien.'), undefined],
  ])('is told in %s: %s', (lang, body, value) => {
    expect(read('engine', lang, body)).toBe(value);
  });
});
