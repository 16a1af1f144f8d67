/**
 * The Swedish words by which a line that is no command is understood, by what they stand for. Separated by spaces, in
 * lower case; `_` joins words that mean something only together. A word with another ending or a single slip of the
 * keys is understood without an entry. One that is common has one all the same: only what is listed is known with a
 * capital letter inside a line and, if it is short, with a slip as well as an ending.
 */
export const phrases = {
  order:
    'bjud_in bjuda_in planera verifiera skicka sänd mejla maila vill_skicka ska_skicka kan_skicka skicka_till skicka_ut skicka_mejl skicka_mail dra_iväg kör_ut gör_ett_utskick göra_ett_utskick skapa_ett_utskick skapa_utskick nytt_utskick gör_utskick planera_utskick skicka_iväg dra_igång skjuta_iväg köra_utskick köra_ut köra_utskicket göra_utskick skicka_ut_till trycka_iväg få_ut_mejlen få_iväg_mejlen',
  where: 'var vart var_är någonstans',
  know: 'vet känner uppgifter',
  me: 'jag mig mej min mitt mina själv jags undertecknad',
  who: 'vem vilka vilken vems vilkas vars de_flesta folk personer person anställd anställda medarbetare personal kollegor de dem dom dom_som de_som dem_som dessa folket gubbar pers arbetstagare vem_av vilka_av alla_som allihopa_som nåns någons',
  all: 'alla allt allting allihop allihopa samtliga hela_gänget hela_företaget hela_bolaget varenda hela_listan hela_styrkan hela_avdelningen hela_kontoret hela_teamet hela_staben var_och_en alla_våra alla_som',
  how: 'hur hvordan huru',
  many: 'många antal antalet hur_stor flest mängd hur_pass fler mkt',
  why: 'varför hur_kommer_det_sig',
  when: 'när',
  what: 'vad vilket',
  go: 'går gick gått det_ser_ut ser_det_ut rullar flyter går_det fortlöper fortskrider',
  far: 'målet närma närmar långt ligger framåt hunnit nått kommit_långt långt_ifrån nästan_framme i_mål var_står_vi var_är_vi hur_nära nära_klara',
  status:
    'status läget läge nuläge nuläget lägesbild lägesrapport ställningen koll hur_står_det_till står_det_till allt_bra allting_bra ser_allt',
  numbers:
    'statistik statistiken rapport rapporten rapportera siffror siffrorna översikt överblick sammanställning uppföljning resultat resultatet procent andel diagram summering nyckeltal sammanfattning graf grafen kurva kurvan tabell siffra utfall andelen procenten avstämning uppdatering uppdateringar lägesuppdatering',
  sending:
    'utskick utskicket utskicken massutskick massmejl mejlutskick jobb körning körningen batch omgång omgången kampanj kampanjen',
  send: 'skicka skickar skickas skickat skickats skickade skickad sänder sänt sändes mejla mejlar mejlat mejlade mejlad mejlas mejlats maila mailar mailat mailade mailad mailas mailats få_iväg iväg skicka_ut skicka_till har_skickats skickats_ut har_gått_iväg gått_iväg gått_ut_till är_skickat är_skickade skickar_ut skjuta',
  gone: 'har_skickats skickats_ut har_gått_iväg gått_iväg gått_ut_till är_skickat är_skickade',
  junk: 'skräpposten skräppostmappen skräpkorgen skräpmappen spamfiltret spammappen',
  mail: 'mejl mejlet mejlen mail mailet mailen epost eposten epostmeddelande brev brevet meddelande meddelandet verifieringsmejl verifieringsmejlet verifieringsmail verifieringsmailet bekräftelsemejl mejlutskick jobbmejl jobbmejlen jobbmail jobbmailen arbetsmejl arbetsmail inbjudan inbjudningar kallelse bekräftelse notis avisering välkomstmejl välkomstbrev inbjudningsmejl',
  address:
    'adress adressen adresser adresserna epost eposten mejl mail epostadress epostadressen epostadresser mejladress mejladressen mejladresser mailadress mailadressen mailadresser jobbmejl jobbmejlen jobbmail jobbmailen arbetsmejl arbetsmail jobbadress jobbadressen',
  lack: 'fixa_mejl fixa_adress fixa_epost lucka luckor ofullständig ofullständiga komplettera kompletteras saknar saknas utan saknade saknat tomma fattas saknad tom tomt blankt lös lösa skaffa införskaffa behöver_mejl obefintlig',
  not: 'inte ej icke inga ingen inget aldrig int ännu_inte kan_ej ingenting knappt nåt_inte strunta_i struntat struntade struntar ignorerat ignorerade ignorerar uteblir uteblev uteblivit uteblivet utebliven hittar_inte hittar_inget hittar_ej hittar_inga hittar_ingen hitta_inte missat missade missar vägrar vägrat dröjer segar slarvar slarvat sölar sölat sover skjuter_upp drar_ut_på hoppat_över',
  verify:
    'verifiera verifierar verifierat verifierad verifierade verifierats verifiering verifieringen verifierar_sig bekräftat bekräftad bekräftade aktiverat aktiverad aktiverade aktivera aktivering fullföljt genomfört bekräftade_sig registrerat_sig bekräfta_sin bekräftat_sin aktiverar aktiverats',
  unverified:
    'overifierad overifierade overifierat obekräftade behöver_verifiera_sig ska_verifiera_sig måste_verifiera_sig eftersläntrare eftersläntrarna sölkorvar obekräftad ej_bekräftade oaktiverade oaktiverad',
  click: 'klicka klickar klickat klickade klickats tryckt tryckte trycka trycker följt_länken',
  answer:
    'svara svarar svarat svarade reagerat agerat gjort_det gjort_något gjort_nåt gjort_nånting gjort_sitt gjort_klart hört_av svar höra_av respons gensvar struntat struntade struntar ignorerat ignorerade ignorerar reagera brytt_sig öppnat öppnade läst läste missat missade missar vägrar vägrat dröjer segar slarvar slarvat sölar sölat sover skjuter_upp drar_ut_på hoppat_över',
  connect:
    'kopplad kopplade kopplat kopplats ansluten anslutna anslutit inkopplad inkopplade koppling kopplingen kopplingar kopplingarna migrerad migrerade flyttad_över överflyttade',
  bounce:
    'studs studsa studsar studsat studsade studsats studsad studsarna retur returnerades kom_tillbaka kommit_tillbaka gick_inte_fram inte_gick_fram kom_inte_fram inte_kom_fram inte_kommit_fram nådde_inte_fram inte_nådde_fram inte_nått_fram når_inte_fram inte_når_fram ogiltiga_adresser felaktiga_adresser returnerad returnerats kommit_åter kom_åter olevererad olevererade olevererbara obeställbar obeställbara leveransfel avvisad avvisade avvisats refuserade kommer_tillbaka kom_retur i_retur inte_kan_levereras kunde_inte_levereras gick_inte_att_leverera',
  expired:
    'länken_dog för_sen för_sena för_sent slutade_gälla sluta_gälla slutar_gälla gällde_inte gått_ut gick_ut går_ut gå_ut utgången utgångna utgånget löpt_ut löper_ut för_gammal för_gamla slutat_gälla slutat_fungera inte_gäller_längre gäller_inte förfallen förfallna förfallit inaktuell inaktuella passerat_datum',
  link: 'länk länken länkar länkarna länkens',
  again:
    'igen på_nytt nytt ny nya en_gång_till om_igen skicka_om skickar_om skickas_om skickat_om omskick omsändning ånyo en_till ett_till omgående_igen',
  remind:
    'påminn påminna påminner påminnelse påminnelsen påminnelser påminnas pinga stöt_på påstöt knuffa puffa puffar pusha tjata jaga jagar jagat påstötning påstötningar driva_på mana tjat putta putta_på pusha_på stöta_på trycka_på',
  change:
    'byt byta byter bytt byte ändra ändrar ändrat ändring rätta rättar uppdatera uppdaterar korrigera fixa ersätta ersätt justera modifiera ordna redigera redigerar rättning byta_ut',
  add: 'lägg_till lägga_till lägg_in lägga_in lägger_in lägger lägga spara sparar ange registrera fyll_i fylla_i mata_in lägger_jag_in lägger_man_in lägger_jag_till lägger_man_till föra_in för_in skriva_in skriv_in komplettera knappa_in',
  test: 'test testa testar testmejl testmejlet testmail testbrev testutskick prov prova provbrev provmejl provmail provskicka förhandsgranska förhandsvisa förhandsvisning provutskick smygtitta innan_det_går_ut innan_de_går_ut innan_det_skickas innan_de_skickas innan_jag_skickar innan_vi_skickar före_utskicket provköra testköra provköring testkörning exempel',
  letter_look:
    'ser_mejlet_ut ser_brevet_ut ser_mailet_ut mejlet_ser_ut brevet_ser_ut mailet_ser_ut står_i_mejlet står_i_brevet logotyp logotypen vår_logga en_logga visa_mejlet se_mejlet visa_mailet se_mailet visa_mig_mejlet visa_mig_mailet',
  undo: 'var_ett_misstag blev_fel blev_galet misstag skickat_av_misstag skickade_av_misstag ångra ångrar ångrade ångrat backa ogör ta_tillbaka dra_tillbaka återkalla göra_ogjort ångrar_mig ta_tillbaks dra_tillbaks backar fel_knapp tryckte_fel tryckt_fel skickade_fel',
  cancel: 'avbryt avbryta avbryter avbryts glöm_det strunta skit_i strunt_i skippa låt_bli avbeställ avvakta vänta_med',
  stop: 'stoppa stopp stoppar sluta stanna_utskicket stanna vänta',
  pause: 'pausa pausar paus vänta_lite',
  resume:
    'sätta_igång_utskicket_igen fortsättning avsluta_pausen släpp_på återuppta återupptar fortsätt fortsätta starta_igen starta_om kör_vidare',
  you: 'ni er från_er era',
  plan: 'plan planen planerna planer',
  letter: 'text texten innehåll innehållet formulerat formulerad formulering brev brevet verifieringsbrev',
  links: 'länkar länkarna',
  start:
    'ska_vi_köra starta startar sätt_igång sätta_igång kör_igång dra_igång börja köra_igång börja_skicka sätt_i_gång sätta_i_gång',
  yes: 'ja jaa jaaa japp jepp jajamän jajemän javisst absolut ok okej okey visst jo kör kör_på kör_hårt gör_det det_stämmer ser_bra_ut låter_bra bekräfta bekräftar bekräftas jajemen jajamensan yepp yes självklart självfallet givetvis precis exakt korrekt såklart okidoki jupp mm',
  no: 'nej nä nää nej_tack nix nopp inte_nu nä_tack',
  thanks:
    'tack tackar tusen_tack tack_så_mycket toppen jättebra perfekt bra_jobbat grymt underbart utmärkt kanon snyggt schysst fint super superbra suveränt fantastiskt thx tnx ty najs nice tack_ska_du_ha tackar_tackar fantastisk',
  excel: 'excel excelfil excelfilen excelark kalkylblad kalkylark csv csvfil xlsx exel xls',
  export:
    'exportera exporterar export exporten ladda_ner ladda_ned ladda_hem laddar_ner hämta_ut få_ut ta_ut som_fil till_fil dra_ut skriva_ut utskrift plocka_ut spara_ner hämta_hem till_en_fil skicka_listan mejla_listan',
  import:
    'importera importerar importerat import importen läs_in läsa_in läser_in ladda_upp laddar_upp lägga_in_adresser lägg_in_adresser få_in mata_in_adresser personalfil personallista läser_jag_in läser_man_in laddar_jag_upp laddar_man_upp får_jag_in får_man_in mata_in föra_in uppladdning inläsning ska_läsas_in ska_in skall_in',
  file: 'fil filen filer dokument dokumentet bilaga bifogad',
  list: 'visa_mig lista listar listan visa visar se sök söka söker sök_efter leta hitta kolla ge_mig plocka_fram ta_fram få_fram hämta räkna_upp lista_över namnen läsa läser',
  login:
    'logga_in loggar_in loggat_in loggade_in logga_inn inloggning inloggningen inlogg inloggad login logga loga_in komma_in kommer_in kommer_inte_in kom_inte_in komma_åt kommer_åt kommer_inte_åt in_i_flex in_på_flex utelåst utlåst låst_ute logga_på släpps_in släpper_in ta_mig_in ta_sig_in användarnamn användarnamnet inloggningsuppgifter inloggningssida inlogget loggin logga_i',
  locked:
    'inte_insläppt inte_in utelåst utlåst låst_ute kommer_inte_in kom_inte_in kommer_inte_åt kommer_ej_in utestängd utestängt spärrad spärrat blockerad blockerat låst',
  work: 'fungerar funkar funka fungera fungerade funkade öppnas öppna funkarinte går_att gå_att lirar',
  broken:
    'döda trasig trasigt trasiga sönder kass död dött strular krånglar krångel knas kraschar felmeddelande fungerar_dåligt ogiltig ogiltigt problem_med kaputt paj pajat hänger error felkod fastnat fastnar bråkar händer_inget händer_ingenting inget_händer ingenting_händer inget_hände ingenting_hände hände_inget hände_ingenting tom_sida vit_sida laddar_inte felsida konstig_sida händer_det_inget',
  come: 'kom kommit kommer komma fått få får fick landat dykt_upp dök_upp anlänt mottagit trillat_in ramlat_in mottog erhållit tagit_emot uteblir uteblev uteblivit uteblivet utebliven hittar_inte hittar_inget hittar_ej hittar_inga hittar_ingen hitta_inte',
  password:
    'lösenord lösenordet lösen lösenordsbyte lösenordsåterställning passord passwd pw lösenorden lösenordsfrågan kodord',
  forgot: 'glömt glömde glömmer glömd borttappat tappat tappade återställa återställ',
  wrong:
    'stämmer_inte stämmer_ej fel felaktig felaktiga felaktigt gammal gamla tidigare privat privata stavat felstavat felstavad inaktuell inaktuella stavfel förra felskriven felskrivet bytt_namn felstavade felskriva tokig tokigt knasig',
  genuine:
    'verkligen_från länken_säker säker_länk mejlet_säkert är_det_säkert är_det_ofarligt äkta riktigt bluff bluffmejl bluffmail bedrägeri bedrägligt phishing phishingmejl nätfiske fejk fake falskt falsk skräppost spam spammejl lita lita_på litar seriöst misstänkt misstänksam skumt lurendrejeri virus säkert_att_klicka vågar konstigt konstig märkligt märklig lurad har_ni_skickat_det_här lura oäkta osäker_på_mejlet farligt legit på_riktigt scam hackad är_detta_för_mejl är_det_här_för_mejl är_det_för_mejl är_detta_för_mail är_det_här_för_mail är_det_för_mail skum skumma bedragare trovärdigt pålitlig pålitligt tillförlitlig seriös avsändaren legitimt riktig bluffa luras lurendrejare skickat_det_här',
  history: 'historik historiken logg loggen händelser händelselogg gjorde hände hänt ändringar',
  tampered:
    'manipulerad manipulerat manipulerats manipulerade manipulera mixtrat ändrat_i_loggen ändrat_i_historiken orörd orört förfalskad',
  role: 'rätt_att kunna_skicka får_skicka bestämmer kan_använda får_använda ska_kunna_skicka ska_kunna_använda ska_kunna_se får_mejla admin administratör administratörer administratörerna behörighet behörigheter behörig rättighet rättigheter roll roller ägare ägarna adminrättigheter adminrättighet adminbehörighet adminroll befogenhet befogenheter åtkomst',
  domain: 'domän domänen domäner domänerna',
  swedish: 'svenska på_svenska',
  english: 'engelska på_engelska',
  help: 'vad_kan_du vad_gör_du hur_börjar var_börjar hjälp hjälpa hjälper kommandon kommando manual instruktion instruktioner handledning guide skriva vad_kan_jag vad_kan_man hur_gör_man kom_igång komma_igång vem_är_du vad_är_du fattar_ingenting förstår_ingenting fattar_inte förstår_inte fattar_inget förstår_inget',
  human:
    'mänsklig mänskligt koppla_mig_till prata_med tala_med snacka_med prata_med_nån robot robot_eller telefonnummer vem_ska_jag_fråga vem_kan_jag_fråga vem_frågar_jag vem_ska_jag_prata vem_vänder_jag vart_vänder_jag vem_hör_jag människa support supporten kontakt kontakta kontaktar helpdesk ringa itavdelningen människor',
  erase:
    'borttagen borttagna raderad raderade tog_bort tagit_bort radera raderar raderas ta_bort tas_bort ta_väck gdpr glömma_mig plocka_bort gallra',
  disconnect: 'koppla_bort koppla_från koppla_ifrån koppla_loss avkoppla ta_bort_kopplingen bryt_kopplingen',
  extract: 'registerutdrag utdrag vet_ni_om vet_du_om lagrar_ni sparat_om lagrat_om uppgifter_om data_om',
  fail: 'misslyckades misslyckade misslyckats misslyckad gick_fel gått_fel gick_snett fel felade fallerade inte_gick',
  doubt: 'tveksamma osäkra tveksam osäker oklara oklart',
  queue: 'kö kön köad köade köat i_kö väntar på_kö',
  left: 'väntar_vi_på kvar återstår återstående resten kvarvarande kvarstår resterande är_efter ligger_efter ligger_kvar på_efterkälken släpar vi_väntar',
  done: 'klar klara klart färdig färdiga färdigt slutfört avklarad avklarade avklarat gjort_det fixat igenom färdigställt färdigställa fullbordat i_hamn i_mål',
  running: 'pågår pågående igång på_gång rullar skickas_nu händer_nu',
  inactive:
    'inaktiv inaktiva slutat slutar slutade avslutade avslutat pensionerad uppsagd sagt_upp_sig avgått gått_i_pension',
  month:
    'i_januari i_februari i_mars i_april i_maj i_juni i_juli i_augusti i_september i_oktober i_november i_december i_månaden denna_månad den_här_månaden nästa_månad förra_månaden nästa_år förra_året vid_årsskiftet vid_månadsskiftet',
  today: 'idag i_dag dagens i_morse imorse nyss i_förmiddags',
  yesterday: 'igår i_går gårdagens',
  week: 'vecka veckan veckans senaste_veckan sista_veckan',
  recent: 'sist senast senaste nyligen nyss',
  approve: 'godkänn godkänna godkänner godkännande godkännas attestera',
  valid: 'gäller giltig giltiga giltigt',
  long: 'länge lång_tid lång_stund',
  link_me:
    'koppla_mig koppla_ihop koppla_chatten koppla_min känner_du_mig vet_du_vem_jag känner_inte_igen vem_är_jag koppla_mitt',
  same: 'samma dubbelt dubblett dubbletter delar delad delade gemensam gemensamma',
  apart:
    'olika_personer olika_människor skilda_personer två_olika inte_samma_person inte_samma_människa inte_är_samma_person hopslagna ihopslagna sammanslagna sammanslagning sammanslagningen slog_ihop slagit_ihop slogs_ihop slagits_ihop ta_isär tar_isär tas_isär dela_isär skilja_åt',
  setup:
    'hur_mår_systemet hur_mår_boten inställningar inställt konfigurerat uppsatt driften mejlservern mailservern smtp allt_ok',
  visma: 'visma connect flex hrm tjänsten boten verifiera_är det_här_mejlet den_här_boten det_här',
  account: 'konto kontot konton kontona användare användarna',
  arrive:
    'komma_fram kom_fram kommit_fram kommer_fram nå_fram når_fram nått_fram nådde_fram gå_fram gick_fram gått_fram går_fram levererat levererad levererats levereras levererades leverera nått nådde leverans leveranser leveransen fram framme',
  elsewhere:
    'ny_telefon ny_mobil ny_dator ny_laptop ny_skärm semester semesterdagar ledig ledighet ledigt sjuk sjukanmäla sjukanmälan sjukskriven sjukskrivning vab vabba vabbar föräldraledig föräldraledighet föräldrapenning tjänstledig tjänstledighet lönespec lönespecifikation lönebesked lönesamtal löneförhöjning lönen lön löner schema schemat arbetstid arbetstider övertid flextid komptid tidrapport tidrapportera tidrapporten stämpla utlägg kvitto kvitton reseräkning traktamente friskvård friskvårdsbidrag pension tjänstepension försäkring mötesrum lunch väder vädret fika parkering skatt skatten kontonummer bankkonto bank anställningsavtal anställningsbevis uppsägningstid uppsägning provanställning rekrytera rekrytering facket kollektivavtal karensdag karensavdrag arbetsintyg tjänstebil passerkort skrivare skrivaren skrivarn julbord helgdag klämdag frånvaro anhörig säga_upp sagt_upp säger_upp hemifrån distansarbete distans hemarbete semesterersättning',
  protected:
    'kvarskriven kvarskrivning hemlighållen skyddad skyddade skydd skyddat skyddsmarkerad skyddsmarkerade sekretess sekretessmarkerad sekretessmarkerade sekretesskyddad hemlig hemliga',
  differ:
    'mot_visma mot_connect mot_flex felkopplad felkopplade inte_hos_oss inte_i_visma inte_i_connect saknas_i_visma saknas_i_connect finns_i_visma finns_i_connect skillnad skillnader skiljer skilja avvikelse avvikelser avviker differens differenser diffar jämför jämföra jämförelse synk synkar synkad synkade synkat osynk synkroniserad synkroniserat stämmer_överens stämma_överens i_fas ur_fas',
  agree: 'stämmer stämma matchar matcha överensstämmer',
  about:
    'ni_vill vill_ni vad_vill poängen syftet syfte meningen_med vitsen vad_innebär vad_är_det_här vad_är_detta vad_är_verifiera vad_handlar_det vad_gäller_det vad_går_det_ut varför_får_jag varför_fick_jag varför_har_jag_fått varför_kommer_det varför_måste_jag varför_ska_jag vad_är_visma',
} as const

/** Words that carry a sentence and mean nothing by themselves, so that they are never taken for somebody's name. */
export const filler =
  'fin trevlig trevliga helg skön stänger öppnar hamnade hamnat inlagd inlagda per hittills prata ge ger gör utse tilldela råkade råkat insläppt först sätter sätta efternamn lång jättemycket hemskt bort någon några är sig blev blir vara varit har hade ha hos och eller men att som det den denna detta ett en till på i för från av med om över under vid inom mot så nu då där hit dit man vi oss du dig dina sin sina sitt han hon hen honom henne hans hennes deras kan kunde ska skulle vill ville behöver måste bör borde gärna bara också även redan än ännu lite mer mest något någonting ut upp ner in snälla hej hejsan hallå tjena fråga undrar undrade veta tror tänkte tänker ta tar tog göra kanske väl ju ens varje gång gånger tid dag just nog alltså typ står stå finns fanns finnas heter mycket längre jobbar arbetar jobba sitter tillhör vänligen sen sedan efter innan förut första sista nästa annat bra jobbet datorn mobilen telefonen telefon dator inkorg inkorgen företag företaget bolag bolaget enhet enheten avdelning avdelningen kontoret chef nyanställd hr system systemet sidan sida webbläsare webbsidan knappen knapp möjligt möjlighet rätt saken kring fortfarande direkt genast hela nånting nåt nån nånstans kvällen morgonen problem händer egentligen ungefär ganska rätt_så väldigt helt därför eftersom fast fastän medan emellan mellan genom utanför bakom framför runt omkring ute inne uppe nere hem hemma borta bakåt alltid ibland ofta sällan snart strax länge_sedan tillsammans annars dessutom däremot därefter ändå trots samma_sak vilket_är själva tydligen troligen nog_inte säkert väl_inte skall kunnat velat låta låter låtit bli blivit gjort säga säger sade sagt skriver skrev skrivit frågade frågat tänkt hoppas hoppades tycker trodde menar menade verkar verkade ringde ringer ringt pratade använda använder använt behövs behövde behövt funderar försöker försökt försökte hör hörde hört håller stör kommer_att brukar brukade börjar början slutet slut del delen sätt sak saker grej grejer grejen fall fallet typen sorts slags frågan frågor kolleger kollega kollegan ledningsgruppen ledningen styrelsen vd gruppen gruppens teamet team god morgon kväll hejhej tja tjo tjenare halloj ursäkta förlåt sorry oj hoppsan hmm öh eh asså aa okejså va vafan jävla fan helvete himla sjukt supersnabbt snabbt fort omgående så_fort asap akut bråttom viktigt måndag tisdag onsdag torsdag fredag lördag söndag månad månaden månader året timmar timme minuter minut stund stunden dagar veckor klockan januari februari juni juli augusti september oktober november december två tre fyra fem sex sju åtta nio tio tredje halva hälften båda bägge enda ensam egen egna eget ny_på nyss_börjat börjat började anställdes anställt anställningsnummer anstnr nummer nummret namn namnet efternamnet förnamn hette kallas mvh hälsningar vänliga vänlig hälsning bästa laptop mobil surfplatta app appen program programmet skärm skärmen fönster flik kanal kanalen chatten chatt slack teams intranätet hemsidan internet nätet webben outlook gmail google hotmail mejlkorg mejlkorgen mailkorg kalender synpunkt info information uppgift ärende ärendet jobbat arbetet jobba_med med_mera osv etc tex t.ex dvs bl.a pga ca varsågod välkommen gällande angående beträffande avseende ang re fwd fw vb sv vidarebefordrat vidarebefordrad hens användar nyanställda nyanställde vikarie vikarier timanställd timanställda deltid heltid konsult konsulter praktikant förvaltningen historia historien nr nr. anst anst.nr anst.nr. anställningsnr ngn ngt ngra nåra iaf ev isf sthlm gbg eftersom_att numera framöver så_här såhär verkligen faktiskt kan_jag_få skulle_jag_kunna_få kan_vi_få kan_man_få får_jag jag_vill_ha vi_vill_ha vill_ha jag_behöver vi_behöver jag_skulle_vilja jag_skulle_behöva skulle_behöva jag_vill jag_undrar jag_tänkte jag_måste jag_ska påstår påstod hävdar klagar klagade meddelar berättar berättade önskar önskade råkar lyckas lyckats lyckades orkar hinner hann gillar älskar hatar kommit_på nu_då i_så_fall för_tillfället just_precis kl fortf forts grabbar tjejer gänget snälla_du ser lämna lämnar lämnat'
