/**
 * The Swedish words by which a line that is no command is understood, by what they stand for. Separated by spaces, in
 * lower case; `_` joins words that mean something only together. Endings and single slips of the keys need no entry.
 */
export const phrases = {
  order:
    'planera verifiera skicka sänd mejla maila vill_skicka ska_skicka kan_skicka skicka_till skicka_ut skicka_mejl skicka_mail dra_iväg kör_ut gör_ett_utskick göra_ett_utskick skapa_ett_utskick skapa_utskick nytt_utskick gör_utskick planera_utskick',
  where: 'var vart var_är',
  know: 'vet känner uppgifter',
  me: 'jag mig mej min mitt mina själv',
  who: 'vem vilka vilken vems vilkas vars de_flesta folk personer person anställd anställda medarbetare personal kollegor de dem dom dom_som de_som dem_som',
  all: 'alla allt allting allihop allihopa samtliga hela_gänget hela_företaget hela_bolaget varenda',
  how: 'hur',
  many: 'många antal antalet',
  why: 'varför',
  when: 'när',
  what: 'vad vilket',
  go: 'går gick gått det_ser_ut ser_det_ut',
  far: 'långt ligger framåt hunnit nått kommit_långt',
  status: 'status läget läge',
  numbers:
    'statistik statistiken rapport rapporten rapportera siffror siffrorna översikt överblick sammanställning uppföljning resultat resultatet procent andel diagram summering nyckeltal',
  sending: 'utskick utskicket utskicken utskicken massutskick massmejl mejlutskick jobb körning körningen',
  send: 'skicka skickar skickas skickat skickats skickade skickad sänder sänt sändes mejla mejlar mejlat mejlade mejlad mejlas mejlats maila mailar mailat mailade mailad mailas mailats få_iväg iväg skicka_ut skicka_till har_skickats skickats_ut har_gått_iväg gått_iväg gått_ut_till är_skickat är_skickade',
  gone: 'har_skickats skickats_ut har_gått_iväg gått_iväg gått_ut_till är_skickat är_skickade',
  junk: 'skräpposten skräppostmappen skräpkorgen skräpmappen spamfiltret spammappen',
  mail: 'mejl mejlet mejlen mail mailet mailen epost eposten epostmeddelande brev brevet meddelande meddelandet verifieringsmejl verifieringsmejlet verifieringsmail verifieringsmailet bekräftelsemejl mejlutskick jobbmejl jobbmejlen jobbmail jobbmailen arbetsmejl arbetsmail',
  address:
    'adress adressen adresser adresserna epost eposten mejl mail epostadress epostadressen epostadresser mejladress mejladressen mejladresser mailadress mailadressen mailadresser jobbmejl jobbmejlen jobbmail jobbmailen arbetsmejl arbetsmail jobbadress jobbadressen',
  lack: 'saknar saknas utan saknade saknat tomma',
  not: 'inte ej icke inga ingen inget aldrig int ännu_inte kan_ej',
  verify:
    'verifiera verifierar verifierat verifierad verifierade verifierats verifiering verifieringen verifierats verifierar_sig bekräftat bekräftad bekräftade aktiverat aktiverad aktiverade',
  unverified:
    'overifierad overifierade overifierat obekräftade behöver_verifiera_sig ska_verifiera_sig måste_verifiera_sig',
  click: 'klicka klickar klickat klickade klickats tryckt',
  answer:
    'svara svarar svarat svarade reagerat agerat gjort_det gjort_något gjort_nåt gjort_nånting gjort_sitt gjort_klart hört_av',
  connect:
    'kopplad kopplade kopplat kopplats ansluten anslutna anslutit inkopplad inkopplade koppling kopplingen kopplingar kopplingarna',
  bounce:
    'studs studsa studsar studsat studsade studsats studsad studsarna retur returnerades kom_tillbaka kommit_tillbaka gick_inte_fram inte_gick_fram kom_inte_fram inte_kom_fram inte_kommit_fram nådde_inte_fram inte_nådde_fram inte_nått_fram når_inte_fram inte_når_fram ogiltiga_adresser felaktiga_adresser',
  expired:
    'gått_ut gick_ut går_ut gå_ut utgången utgångna utgånget löpt_ut löper_ut för_gammal för_gamla slutat_gälla slutat_fungera inte_gäller_längre gäller_inte',
  link: 'länk länken länkar länkarna länkens',
  again:
    'igen på_nytt nytt ny nya en_gång_till om_igen på_nytt skicka_om skickar_om skickas_om skickat_om omskick omsändning',
  remind:
    'påminn påminna påminner påminnelse påminnelsen påminnelser påminnas pinga stöt_på påstöt knuffa puffa puffar pusha tjata',
  change: 'byt byta byter bytt byte ändra ändrar ändrat ändring rätta rättar uppdatera uppdaterar korrigera fixa',
  add: 'lägg_till lägga_till lägg_in lägga_in lägger_in lägger lägga spara sparar ange registrera fyll_i fylla_i mata_in lägger_jag_in lägger_man_in lägger_jag_till lägger_man_till',
  test: 'test testa testar testmejl testmejlet testmail testbrev testutskick prov prova provbrev provmejl provmail provskicka förhandsgranska förhandsvisa förhandsvisning provutskick smygtitta innan_det_går_ut innan_de_går_ut innan_det_skickas innan_de_skickas innan_jag_skickar innan_vi_skickar före_utskicket',
  letter_look:
    'ser_mejlet_ut ser_brevet_ut ser_mailet_ut mejlet_ser_ut brevet_ser_ut mailet_ser_ut står_i_mejlet står_i_brevet logotyp logotypen vår_logga en_logga visa_mejlet se_mejlet visa_mailet se_mailet visa_mig_mejlet visa_mig_mailet',
  undo: 'ångra ångrar ångrade ångrat backa ogör ta_tillbaka dra_tillbaka återkalla',
  cancel: 'avbryt avbryta avbryter avbryts glöm_det strunta skit_i strunt_i skippa låt_bli',
  stop: 'stoppa stopp stoppar sluta stanna_utskicket stanna',
  pause: 'pausa pausar paus vänta_lite',
  resume: 'återuppta återupptar fortsätt fortsätta starta_igen starta_om kör_vidare',
  you: 'ni er från_er era',
  plan: 'plan planen planerna planer',
  letter: 'brev brevet verifieringsbrev',
  links: 'länkar länkarna',
  start: 'starta startar sätt_igång sätta_igång kör_igång dra_igång börja',
  yes: 'ja jaa jaaa japp jepp jajamän jajemän javisst absolut ok okej okey visst jo kör kör_på kör_hårt gör_det det_stämmer ser_bra_ut låter_bra bekräfta bekräftar bekräftas',
  no: 'nej nä nää nej_tack nix',
  thanks:
    'tack tackar tusen_tack tack_så_mycket toppen jättebra perfekt bra_jobbat grymt underbart utmärkt kanon snyggt schysst fint',
  excel: 'excel excelfil excelfilen excelark kalkylblad kalkylark csv csvfil xlsx',
  export:
    'exportera exporterar export exporten ladda_ner ladda_ned ladda_hem laddar_ner hämta_ut få_ut ta_ut som_fil till_fil',
  import:
    'importera importerar importerat import importen läs_in läsa_in läser_in ladda_upp laddar_upp lägga_in_adresser lägg_in_adresser få_in mata_in_adresser personalfil personallista läser_jag_in läser_man_in laddar_jag_upp laddar_man_upp får_jag_in får_man_in',
  file: 'fil filen filer',
  list: 'visa_mig lista listar listan visa visar se sök söka sök_efter leta hitta kolla ge_mig',
  login:
    'logga_in loggar_in loggat_in loggade_in logga_inn inloggning inloggningen inlogg inloggad login logga loga_in komma_in kommer_in kommer_inte_in kom_inte_in komma_åt kommer_åt kommer_inte_åt in_i_flex in_på_flex utelåst utlåst låst_ute',
  locked: 'inte_insläppt inte_in utelåst utlåst låst_ute kommer_inte_in kom_inte_in kommer_inte_åt kommer_ej_in',
  work: 'fungerar funkar funka fungera fungerade funkade öppnas öppna funkarinte',
  broken:
    'trasig trasigt trasiga sönder kass död dött strular krånglar krångel knas kraschar felmeddelande fungerar_dåligt ogiltig ogiltigt problem_med',
  come: 'kom kommit kommer komma fått få får fick landat dykt_upp dök_upp anlänt mottagit',
  password: 'lösenord lösenordet lösen lösenordsbyte lösen lösenordsåterställning',
  forgot: 'glömt glömde glömmer glömd borttappat tappat tappade återställa återställ',
  wrong:
    'stämmer_inte stämmer_ej fel felaktig felaktiga felaktigt gammal gamla tidigare privat privata stavat felstavat felstavad',
  genuine:
    'äkta riktigt bluff bluffmejl bluffmail bedrägeri bedrägligt phishing phishingmejl nätfiske fejk fake falskt falsk skräppost spam spammejl lita lita_på litar seriöst misstänkt misstänksam skumt lurendrejeri virus säkert_att_klicka vågar konstigt konstig märkligt märklig lurad har_ni_skickat_det_här lura oäkta osäker_på_mejlet farligt legit på_riktigt scam hackad är_detta_för_mejl är_det_här_för_mejl är_det_för_mejl är_detta_för_mail är_det_här_för_mail är_det_för_mail',
  history: 'historik historiken logg loggen händelser händelselogg gjorde hände hänt ändringar',
  tampered:
    'manipulerad manipulerat manipulerats manipulerade manipulera mixtrat ändrat_i_loggen ändrat_i_historiken orörd orört förfalskad',
  role: 'admin administratör administratörer administratörerna behörighet behörigheter behörig rättighet rättigheter roll roller ägare ägarna adminrättigheter adminrättighet adminbehörighet adminroll',
  domain: 'domän domänen domäner domänerna',
  swedish: 'svenska på_svenska',
  english: 'engelska på_engelska',
  help: 'hjälp hjälpa hjälper kommandon kommando manual instruktion instruktioner handledning guide skriva vad_kan_jag vad_kan_man hur_gör_man kom_igång komma_igång vem_är_du vad_är_du fattar_ingenting förstår_ingenting fattar_inte förstår_inte fattar_inget förstår_inget',
  human:
    'vem_ska_jag_fråga vem_kan_jag_fråga vem_frågar_jag vem_ska_jag_prata vem_vänder_jag vart_vänder_jag vem_hör_jag människa support supporten kontakt kontakta kontaktar helpdesk ringa itavdelningen',
  erase: 'radera raderar raderas ta_bort tas_bort ta_väck gdpr glömma_mig plocka_bort',
  disconnect: 'koppla_bort koppla_från koppla_ifrån koppla_loss avkoppla ta_bort_kopplingen bryt_kopplingen',
  extract: 'registerutdrag utdrag vet_ni_om vet_du_om lagrar_ni sparat_om lagrat_om uppgifter_om data_om',
  fail: 'misslyckades misslyckade misslyckats misslyckad gick_fel gått_fel gick_snett fel felade fallerade inte_gick',
  doubt: 'tveksamma osäkra tveksam osäker oklara oklart',
  queue: 'kö kön köad köade köat i_kö väntar på_kö',
  left: 'väntar_vi_på kvar återstår återstående resten kvarvarande kvarstår',
  done: 'klar klara klart färdig färdiga färdigt slutfört',
  running: 'pågår pågående igång på_gång rullar skickas_nu händer_nu',
  inactive: 'inaktiv inaktiva slutat slutar slutade avslutade avslutat pensionerad uppsagd',
  today: 'idag i_dag dagens',
  yesterday: 'igår i_går gårdagens',
  week: 'vecka veckan veckans senaste_veckan sista_veckan',
  recent: 'senast senaste nyligen',
  approve: 'godkänn godkänna godkänner godkännande godkännas attestera',
  valid: 'gäller giltig giltiga giltigt',
  long: 'länge lång_tid lång_stund',
  link_me:
    'koppla_mig koppla_ihop koppla_chatten koppla_min känner_du_mig vet_du_vem_jag känner_inte_igen vem_är_jag koppla_mitt',
  same: 'samma dubbelt dubblett dubbletter delar delad delade gemensam gemensamma',
  setup: 'inställningar inställt konfigurerat uppsatt driften mejlservern mailservern smtp allt_ok',
  visma: 'visma connect flex hrm tjänsten boten verifiera_är det_här_mejlet den_här_boten det_här',
  account: 'konto kontot konton kontona användare användarna',
} as const

/** Words that carry a sentence and mean nothing by themselves, so that they are never taken for somebody's name. */
export const filler =
  'hamnade hamnat inlagd inlagda per hittills prata ge ger gör utse tilldela råkade råkat insläppt först sätter sätta stämmer efternamn förra lång jättemycket hemskt bort någon några är sig mig_själv blev blir vara varit har hade ha hos och eller men att som det den denna detta dessa ett en till på i för från av med om över under vid inom mot så nu då där här hit dit man vi oss du dig dina vår våra vårt sin sina sitt han hon hen honom henne hans hennes deras kan kunde ska skulle vill ville behöver måste bör borde gärna bara också även redan än ännu lite mer mest något någonting ut upp ner in fram snälla hej hejsan hallå tjena fråga undrar undrade veta tror tänkte tänker ta tar tog göra gör går sätta kanske väl ju ens varje gång gånger tid dag just nog alltså typ står stå finns fanns finnas heter mycket längre jobbar arbetar jobba sitter tillhör vänligen bör sen sedan efter innan förut första sista nästa annat andra ha_en bra jobbet datorn mobilen telefonen telefon dator inkorg inkorgen företag företaget bolag bolaget enhet enheten avdelning avdelningen kontoret chef nyanställd hr lön lönen löner system systemet sidan sida webbläsare webbsidan knappen knapp får möjligt möjlighet gått sida rätt saken kring fortfarande längre direkt genast hela hur_länge nånting nåt nån nånstans någonstans kvällen morgonen problem hände händer'
