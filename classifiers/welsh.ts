/**
 * What each category says in Welsh, whose words they are, and what takes them away from the Party. Initial letters change in
 * Welsh (cangen, gangen, changen, nghangen), so that a word has up to four forms.
 *
 * Pure. Accents need not be written (`vocabulary.ts`). What tells of a case by itself stands with the officers' other words
 * (`disciplinary/welsh` in `disciplinary-desk.ts`).
 */
import { phrases, type Signal } from './signal.ts';

export const welshMinutes: readonly Signal[] = [
  {
    id: 'minutes/welsh-form',
    for: 'fair',
    find: phrases(`
      cofnodion/gofnodion/chofnodion, cofnod/gofnod o'r, yn bresennol, ^ presennol :, yn y gadair, ymddiheuriadau, ymddiheuriad,
      absennol, materion yn codi, adroddiad/adroddiadau y/yr, derbyniwyd/derbyniodd, cynigiwyd, cynigwyd, eiliwyd, eilio,
      eiliwr, penderfynwyd, penderfyniad :, cytunwyd, nodwyd, adroddwyd, adroddodd, trafodwyd, pleidleisiwyd, pasiwyd,
      derbyn y cofnodion, gwrthodwyd, gohiriwyd, etholwyd, enwebwyd, unrhyw fater/fusnes arall, ufa, cyfarfod/cwrdd nesaf,
      daeth y cyfarfod, gorffennwyd, gorffen am, caewyd am, gweithredu :, i weithredu, fel cofnod cywir, yn gywir,
      ^ cad/cadeirydd :, ^ ysg/ysgrifennydd :
    `),
  },
  {
    id: 'minutes/welsh-told',
    for: 'fair',
    find: phrases(`
      cyfarfod/gyfarfod/chyfarfod/cwrdd/gwrdd neithiwr/echnos, neithiwr, cyfarfod/gyfarfod/cwrdd y/yr/o'r
      gangen/grwp/pwyllgor/exec/blaid/clp, aeth y/yr/hi, o blaid, yn erbyn, ymatal/ymataliodd/ymatalodd, pleidlais/bleidlais o,
      collwyd/enillwyd y bleidlais, crynodeb, i'r rhai nad/na/oedd, i'r rhai ohonoch, be ddigwyddodd, beth ddigwyddodd,
      gath/cath hi ei phasio, dywedodd y cadeirydd/trefnydd/ysgrifennydd/trysorydd, gofynnodd, cododd, cwynodd, roedd/oedd y
      cyfarfod/cwrdd, nodiadau o'r/y, fy nodiadau, penderfynon ni, penderfynu peidio, cytuno i, yn unfrydol, mwyafrif
    `),
  },
];

export const welshPapers: readonly Signal[] = [
  {
    id: 'committee-papers/welsh',
    for: 'fair',
    find: phrases(`
      pwyllgor gwaith cymru, pwyllgor gwaith cenedlaethol, bwyllgor gwaith cymru/cenedlaethol, cyd bwyllgor polisi, cydbwyllgor
      polisi, is bwyllgor, isbwyllgor, wec, papur/bapur/phapur i'r/i pwyllgor/bwyllgor/wec/nec, papur/bapur/phapur #,
      papurau/bapurau/phapurau, er penderfyniad/gwybodaeth/trafodaeth, argymhelliad/argymhellion/argymhellir, gofynnir i'r, pwrpas y
      papur, diben y papur, cefndir, opsiynau, dewisiadau, goblygiadau, ysgrifennydd cyffredinol, eitem #, drafft #, gwelliannau,
      fforwm polisi
    `),
  },
];

export const welshMembers: readonly Signal[] = [
  {
    id: 'membership/welsh',
    for: 'fair',
    find: phrases(`
      aelodau newydd, aelodau, aelod, ymunodd, cyfradd, ol-ddyled, debyd uniongyrchol,
      myfyriwr, rhif aelodaeth, aelodaeth
    `),
  },
  {
    id: 'membership/welsh-records',
    for: 'fair',
    find: phrases(`
      rhif/rif aelodaeth, rhifau aelodaeth, ol ddyled, ol ddyledion, dyledion, heb dalu, ddim wedi talu, di dalu, heb adnewyddu,
      adnewyddu, wedi ymuno, ymunodd, ymuno yn/ym, ymaelodi, ymaelododd, ailymuno, gadael y blaid, wedi gadael, wedi darfod, wedi dod
      i ben, debyd uniongyrchol, tanysgrifiad, tal aelodaeth, swyddog/ysgrifennydd aelodaeth, rhestr/restr aelodau, aelodau
      newydd, aelod newydd/ers, aelod o'r gangen, cyfradd is/ostyngol, cerdyn aelodaeth, system aelodaeth, # mis ar ei, misoedd ar
      ei/eu, cerdyn di expiro, wedi canslo, canslodd, ffonio'r rhain
    `),
  },
];

export const welshElections: readonly Signal[] = [
  {
    id: 'elections/welsh-canvass',
    for: 'fair',
    find: phrases(`
      canfas/ganfas/chanfas, canfasio/ganfasio/chanfasio, cnocio/gnocio/curo drysau, cofrestr/gofrestr/chofrestr, rhif/rif
      etholwr, rhifau etholwyr, etholwyr/etholwr, pleidlais/bleidlais/phleidlais bost, pleidleisiau/bleidleisiau post,
      addewid/addewidion/addo/addawodd, llafur/llaf cadarn/gwan/wan, ansicr/ansicir, dosbarth pleidleisio/etholiadol, cyfradd
      gyswllt, samplo/samplu/sampl, blwch/bocs/bocsys/blychau, sedd darged, seddi targed, gorsaf bleidleisio, heb bleidleisio, wedi
      pleidleisio, tynnu'r bleidlais, ein pleidlais ni, ein pol ni, diwrnod pleidleisio, rhifwyr, agoriad
    `),
  },
  {
    id: 'elections/welsh-internal',
    for: 'fair',
    find: phrases(`
      rhestr/restr fer/hir, dewis/ddewis ymgeisydd/ymgeiswyr, ymgeisydd/ymgeiswyr, enwebiad/enwebiadau/enwebu/enwebwyd, cyfri/cyfrif/gyfri
      y/'r pleidleisiau/papurau/balot, papurau pleidleisio, difethwyd/difetha, rownd gyntaf, ail rownd, rownd #, panel dewis, balot/falot,
      pleidlais yr aelodau, hustyngau, ail ddewis, ail ddewisiadau, trosglwyddo/trosglwyddwyd, gyntaf i'r felin, canlyniad/ganlyniad/chanlyniad
      y/'r balot/bleidlais, cyfweld/cyfweliad/cyfweliadau, pleidlais sbardun, cyhoeddi'r canlyniad
    `),
  },
];

export const welshCases: readonly Signal[] = [
  {
    id: 'disciplinary/welsh-course',
    for: 'fair',
    find: phrases(`
      cwyn/gwyn/chwyn/nghwyn, cwynion/gwynion/chwynion, ataliwyd, gwaharddwyd, diarddelwyd, hatal dros, colli'r chwip, tynnu'r
      chwip, chwip wedi/oddi, adfer y chwip, rhybudd ysgrifenedig, honiad/honiadau/honnir/honnwyd, tim cwynion, rheol/reol #, yr aelod
      dan sylw, camymddwyn, camymddygiad, gwrandawiad/wrandawiad, panel disgyblu, dan ymchwiliad, swyddog ymchwilio, dyfarniad, dyfarnwyd,
      sancsiwn, cosb/gosb, apel/apelio/apeliodd, tystion/dystion, tystiolaeth/dystiolaeth, hysbysiad o ymchwiliad, yn groes i
      reol/reolau, ymddiheuriad ysgrifenedig, gwrthsemitaidd, aflonyddu, bwlio/fwlio, adferwyd, terfynu aelodaeth, aros y canlyniad
    `),
  },
];

export const welshDeclared: readonly Signal[] = [
  {
    id: 'declared/welsh',
    for: 'fair',
    find: phrases(`
      rhyngom ni/ni'n, rhyngon ni, rhyngddom, rhyngot/rhyngtho ti/fi, cadw/gadw/chadw hyn/hwn/o/e rhyngom/rhyngon/i/yn/o fewn/dan,
      cadwa/cadwch hyn/hwn/o/e, paid/peidiwch/peidier a/ag/son/deud/dweud/rhannu/anfon, dim gair, neb arall, i'th/i'ch llygaid, ti/chi/chi'ch
      yn unig, yn unig, cyfrinachol/gyfrinachol/chyfrinachol, llym/llwyr/hollol/gwbl gyfrinachol, yn breifat, nid i'w, ddim
      i'w, na'i/nac rannu/gyhoeddi, embargo tan, tan ddydd, heb ei gyhoeddi, ddim yn gyhoeddus, nid yw hyn yn gyhoeddus, cyfrinach/gyfrinach,
      dilea/dilewch/dileu hwn/hyn/wedyn, tu allan i'r, tu hwnt i'r, ddim pellach, ymhellach, llosgwch, o fewn y, taw piau
    `),
  },
];

/** Words of other bodies and walks of life. */
export const welshStrangers: readonly Signal[] = [
  {
    id: 'owner/welsh-life',
    find: phrases(`
      cyngor/gyngor/chyngor cymuned/tref/sir/bro, clerc y, praesept, merched y wawr, eisteddfod, capel/gapel/chapel, eglwys, gweinidog,
      ysgol sul, clwb/glwb rygbi/pel/criced/ffermwyr/rhedeg, cffi, ffermwyr ifanc, ysgol/ysgolion, llywodraethwyr, llywodraethwr,
      pennaeth, disgyblion, neuadd/neuadd'r bentref/goffa, cymdeithas/gymdeithas hanes/rieni/tenantiaid/dai, urdd, yr urdd, plaid cymru,
      ceidwadwyr, ceidwadol, cor/gor/chor, banc, meddygfa, meddyg, bwrdd iechyd, ysbyty, prifysgol, coleg, cyflogwr,
      rheolwr, adnoddau dynol, undeb amaethwyr, ffermwr, sioe, papur bro, cwsmer/cwsmeriaid, anfoneb, archeb
    `),
  },
];
