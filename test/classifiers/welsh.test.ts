import { describe, expect, it } from 'vitest';
import { isTaken, type Row } from './build.ts';
import { signalsIn } from './signals.ts';

describe('words of Welsh', () => {
  it.each([
    ['minutes/welsh-form', 'Yn bresennol: Nia, Alun. Cynigiwyd gan Nia, eiliwyd gan Alun.'],
    ['minutes/welsh-told', 'Cyfarfod y gangen neithiwr: naw o blaid, tri yn erbyn'],
    ['committee-papers/welsh', "Gofynnir i'r Pwyllgor nodi argymhelliad yr is-bwyllgor"],
    ['membership/welsh-records', 'Rhif aelodaeth A1204467, ôl-ddyledion ers mis Mai'],
    ['membership/welsh-records', 'oldyledion na, ol ddyledion ie'],
    ['elections/welsh-canvass', 'Rhif etholwr 212, addo ei phleidlais bost i ni'],
    ['elections/welsh-internal', 'Y rhestr fer, a chyfri y papurau yn yr ail rownd'],
    ['disciplinary/welsh-course', 'Mae gŵyn yn ei erbyn, ac ataliwyd ef'],
    ['declared/welsh', 'Cadwch hyn rhyngom ni, peidiwch â rhannu'],
    ['owner/welsh-life', 'Cyngor cymuned Llanfair, clerc y cyngor'],
  ])('%s takes: %s', (signal, text) => {
    expect(signalsIn(text)).toContain(signal);
  });

  const MINUTES = `Yn bresennol: Nia Prydderch (cadeirydd), Alun Roderic, Ffion Tegid
Ymddiheuriadau: Joe Ashgrove
1. Derbyniwyd cofnodion mis Mai yn gywir.
2. Trysorydd: £412 yn y banc. Cytunwyd i dalu am y neuadd.
3. Cynigiwyd gan Nia, eiliwyd gan Alun, ein bod yn gofyn i'r cyngor am fws. Pasiwyd 7-2.
Cyfarfod nesaf: 3 Rhagfyr`;

  it.each<readonly [category: 'minutes' | 'membership' | 'disciplinary', ...Row]>([
    ['minutes', 'of a branch', `Cangen Llafur Cwm Rhedyn, 5 Tachwedd\n${MINUTES}`, true],
    [
      'minutes',
      'of a community council',
      `Cyngor Cymuned Cwm Rhedyn, 5 Tachwedd\nClerc y cyngor yn cofnodi\n${MINUTES}`,
      false,
    ],
    [
      'membership',
      'those behind',
      'Aelodau Llafur heb dalu yn y gangen:\nNia Prydderch, L1204467, dau fis ar ei hôl hi\nAlun Roderic, L0980213, debyd uniongyrchol wedi methu',
      true,
    ],
    [
      'disciplinary',
      'a complaint',
      "Annwyl Ysgrifennydd y CLP,\nMae cwyn wedi dod yn erbyn Alun Roderic am ei ymddygiad tuag at aelod yng nghyfarfod y gangen. Mae'r Blaid Lafur yn ymchwilio, ac mae wedi ei atal dros dro tan y gwrandawiad.",
      true,
    ],
    [
      'disciplinary',
      'of a customer',
      'Annwyl Gwsmer,\nMae eich cwyn am y parsel wedi dod i law. Byddwn yn ymchwilio ac yn ateb o fewn deg diwrnod.',
      false,
    ],
  ])('%s, %s', (category, _why, text, taken) => {
    expect(isTaken(text, category)).toBe(taken);
  });
});
