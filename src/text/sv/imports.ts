/** Importing people: the outcomes of rows, why a file cannot be used, and what to do next. */
export const imports = {
  'outcome.created': 'ny person',
  'outcome.created.next': 'skicka mejl med ”verifiera konton”',
  'outcome.updated': 'uppdateras',
  'outcome.updated.next': 'inget att göra',
  'outcome.unchanged': 'oförändrad',
  'outcome.unchanged.next': 'inget att göra',
  'outcome.looks_like': 'numret liknar ett annat; bara nollorna i början skiljer sig',
  'outcome.looks_like.next': 'tryck på knappen om det är samma personer; annars ändras ingenting',
  'outcome.already_connected': 'redan kopplad, adressen behålls',
  'outcome.already_connected.next': 'ta bort kopplingen först om adressen ska bytas: koppla från <person>',
  'outcome.invalid_email': 'ogiltig e-post, adressen sparas inte',
  'outcome.invalid_email.next': 'rätta adressen i filen och importera igen',
  'outcome.ambiguous_person': 'företaget är nytt eller oklart',
  'outcome.ambiguous_person.next':
    'är företaget nytt trycker du på knappen som skapar det; annars rättar du eller lägger till kolumnen Företagsnr',
  'outcome.duplicate_in_file': 'samma företag och anställningsnummer igen',
  'outcome.duplicate_in_file.next': 'den första raden gäller; ta bort de andra',
  'outcome.email_taken': 'adressen är redan verifierad av någon annan och sparas inte',
  'outcome.email_taken.next': 'ge personen en annan adress; är det samma person skriver en ägare: samma person <a> <b>',
  'outcome.outside_your_scope': 'företag utanför din behörighet',
  'outcome.outside_your_scope.next': 'be en ägare importera dem',
  'outcome.stopped': 'inte genomförd: importen stoppades',
  'outcome.stopped.next': 'skicka filen igen om de ska läsas in',
  'outcome.unreadable': 'rad som inte går att läsa',
  'outcome.unreadable.next':
    '{wrong, select, cells {vad som saknas eller är fel står nedan} shape {se efter citattecken och antal kolumner} both {vad som saknas eller är fel står nedan; annars, se efter citattecken och antal kolumner} other {filen med rader att rätta säger vad som är fel}}',

  'import.personal_number':
    'Det finns ett personnummer i filen eller i dess namn, så ingenting är läst och ingenting sparat. Ta bort meddelandet med filen här i chatten, ta bort personnumren ur filen och skicka den igen. Personerna känns igen på företag och anställningsnummer.',

  'file.empty_file': 'Filen är tom. Exportera den igen från Flex HRM och skicka den på nytt.',
  'file.too_large':
    'Filen är större än {megabytes} MB. Dela den i flera och skicka dem en i taget.{terminal, plural, =0 {} other { Den som sköter Verifiera kan läsa in upp till # MB på en gång i terminalen.}}',
  'file.not_text':
    '{format, select, zip {Det här är en packad fil, men ingen Excelarbetsbok (.xlsx). Spara listan som Excelarbetsbok (.xlsx) eller CSV och skicka den igen.} xls {Det här är en gammal Excelfil (.xls). Öppna den i Excel, spara den som Excelarbetsbok (.xlsx) och skicka den igen.} packed {Det här är en packad fil. Packa upp den och skicka listan som Excelfil (.xlsx) eller CSV.} xlsb {Det här är en binär Excelarbetsbok (.xlsb). Öppna den i Excel, spara den som Excelarbetsbok (.xlsx) och skicka den igen.} document {Det här är ett dokument från Word eller ett liknande program. Kopiera listan till ett kalkylark, spara det som Excelarbetsbok (.xlsx) och skicka det.} mail {Det här är ett mejl. Skicka listan som Excelfil (.xlsx) eller CSV.} records {Den här filen har inga rader och kolumner som jag kan läsa. Skicka listan som Excelfil (.xlsx) eller CSV.} password {Excelfilen har ett lösenord. Öppna den i Excel, spara den utan lösenord som Excelarbetsbok (.xlsx) och skicka den igen.} ods {Det här är en OpenDocument-fil, men inget kalkylblad (.ods). Spara listan som kalkylblad (.ods, .xlsx) eller CSV och skicka den igen.} numbers {Det här är en fil från Numbers. Öppna den, välj Arkiv, Exportera till, Excel, och skicka den filen.} pdf {Det här är en PDF och går inte att läsa. Skicka listan som Excelfil (.xlsx) eller CSV.} image {Det här är en bild och går inte att läsa. Skicka listan som Excelfil (.xlsx) eller CSV.} page {Det här är en webbsida eller XML, fast den kan heta som en Excelfil. Öppna den i Excel, spara den som Excelarbetsbok (.xlsx) och skicka den igen.} other {Det här är varken en Excelfil eller en textfil. Skicka listan som Excelfil (.xlsx) eller CSV.}}',
  'file.damaged_workbook':
    'Kalkylfilen är skadad eller inte hel, så ingenting är läst. Öppna den i Excel eller LibreOffice, spara den på nytt och skicka den igen, eller spara den som CSV (Arkiv, Spara som, CSV UTF-8).',
  'file.heavy_workbook':
    'Kalkylfilen är för stor att packa upp och läsa, så ingenting är läst. Kopiera bara listan med personer till en ny arbetsbok och skicka den, eller dela den i flera.',
  'file.no_header':
    'Jag hittar ingen rubrikrad i filen. Lägg rubrikerna på den första raden, ta bort det som står ovanför och skicka filen igen. De här kolumnerna kan finnas, i valfri ordning: {expected}. Företagsnr eller Företag, Anställningsnr och E-post Visma Connect måste finnas.',
  'file.no_delimiter':
    'Kolumnerna i filen är bara åtskilda av mellanslag, så jag kan inte se var en slutar och nästa börjar. Exportera listan igen med semikolon mellan kolumnerna, eller som Excel-fil, och skicka den.',
  'file.missing_columns': 'Filen saknar {missing}. De här kolumnerna kan finnas, i valfri ordning: {expected}.',
  'file.header_twice':
    'Flera kolumner har rubriken {column}. Byt namn på den som inte ska läsas och skicka filen igen.',
  'file.no_sheet': 'Arbetsboken har inget ifyllt blad nummer {sheet}. Tryck på en av knapparna i stället.',
  'file.unclear_columns':
    'De här kolumnerna kan säga vilka som har slutat eller är skyddade, men filen är för bred för att jag ska kunna fråga om dem: {columns}. Ta bort de kolumner som inte behövs och skicka filen igen.',
  'file.swapped_columns':
    'Cellerna under {columns} verkar ha bytt plats. Rätta rubrikerna i filen och skicka den igen.',
  'file.unclear_names':
    'Jag är osäker på vilka namn som står under {columns}. Byt till rubrikerna Förnamn och Efternamn, en kolumn för vardera, och skicka filen igen.',
  'file.too_many_columns': 'Filen har fler än {limit} kolumner. Ta bort dem som inte behövs och skicka den igen.',
  'file.too_many_rows':
    'Filen har fler än {limit, number} rader. Dela den i flera och skicka dem en i taget.{terminal, plural, =0 {} other { Den som sköter Verifiera kan läsa in upp till # rader på en gång i terminalen.}}',
  'file.refused':
    'Det finns ett personnummer på rad {line} i filen, så ingenting är läst och ingenting sparat. Ta bort meddelandet med filen här i chatten, ta bort personnumren ur filen och skicka den igen. Personerna känns igen på företag och anställningsnummer.',
  'file.refused_on_sheet':
    'Det finns ett personnummer på rad {line} på blad nummer {sheet} i filen, så ingenting är läst och ingenting sparat. Ta bort meddelandet med filen här i chatten, ta bort personnumren ur filen och skicka den igen. Personerna känns igen på företag och anställningsnummer.',
  'import.noFile': 'Skicka filen tillsammans med ”importera”.',
  'import.oneFile': 'Skicka en fil i taget. Du skickade {n}.',
  'import.empty': 'Filen har en rubrik men inga rader. Ingenting är sparat.',
  'import.title': '{rows, plural, one {1 rad i filen} other {# rader i filen}}',
  'import.text': 'Inget är sparat än. Granska vad som händer med varje rad och tryck sedan på knappen.',
  'import.already': '{rows, plural, one {Raden i filen är redan inläst} other {Alla # rader i filen är redan inlästa}}',
  'import.already.text': 'Inget skulle ändras, så det finns inget att bekräfta.',
  'import.nothing.text': 'Ingen rad ändrar något som filen är nu. Nedan står varför, och vad du kan göra.',
  'import.shifted':
    '{n, plural, other {# kända personer får varandras namn i filen (rad {lines}). Troligen följde en kolumn inte med när raderna sorterades. Jämför med Flex innan du importerar.}}',
  'import.misnamed':
    '{rows, plural, one {Företagsnr {number} är {name}, men i filen heter det {said} (1 rad). Raden läses in på {name}.} other {Företagsnr {number} är {name}, men i filen heter det {said} (# rader). De läses in på {name}.}}',
  'import.misnamedAs':
    '{rows, plural, one {Företagsnr {number} är {name}, men i filen heter det {said}, som har nummer {other} (1 rad). Raden läses inte in förrän det stämmer.} other {Företagsnr {number} är {name}, men i filen heter det {said}, som har nummer {other} (# rader). De läses inte in förrän det stämmer.}}',
  'import.below':
    '{n, plural, one {1 rad saknar företag men står under en rad som har ett, som när celler är sammanslagna. Hör den dit trycker du på knappen som fyller i det.} other {# rader saknar företag men står under en rad som har ett, som när celler är sammanslagna. Hör de dit trycker du på knappen som fyller i det.}}',
  'import.filled': 'Företaget är ifyllt från raden ovanför där det saknades.',
  'import.rows': 'Rader i filen',
  'import.head.line': 'Rad',
  'import.head.number': 'Anst.nr',
  'import.atLine': 'rad {line}',
  'import.fold': 'Exempel på rader',
  'import.head.name': 'Namn',
  'import.head.company': 'Företag',
  'import.head.outcome': 'Vad som händer',
  'import.button': '{n, plural, one {Importera 1 person} other {Importera # personer}}',
  'import.button.confirm': 'Importera',
  'import.button.confirmAndFound':
    '{companies, plural, one {Importera, skapa 1 företag} other {Importera, skapa # företag}}',
  'import.ignored': 'Kolumner som inte läses: {columns}.',
  'import.otherSheets':
    '{others, plural, one {Ett annat blad läses inte} other {# andra blad läses inte}}{people, plural, =0 {.} other {. Det här ser också ut som en personallista: {names}.}}',
  'import.sheetName': '”{name}”',
  'import.otherSheet': '{hidden, plural, =0 {bladet {sheet}} other {det dolda bladet {sheet}}}',
  'import.hiddenSheet': 'Bladet {sheet} är dolt i arbetsboken, men det enda som har personer.',
  'import.button.sheet': '{hidden, plural, =0 {Läs bladet {sheet}} other {Läs det dolda bladet {sheet}}}',
  'import.stopped':
    '{rows, plural, =0 {Importen är stoppad innan någon rad genomfördes} one {Importen är stoppad: 1 rad hann genomföras} other {Importen är stoppad: # rader hann genomföras}}',
  'import.done': '{rows, plural, one {Importen är klar: 1 rad} other {Importen är klar: # rader}}',
  'import.button.plan': 'Planera utskick till dem',
  'import.button.send': '{n, plural, one {Skicka till den nya} other {Skicka till de # nya}}',
  'import.button.sendUnsent':
    '{n, plural, one {Skicka till den som inte fått mejl} other {Skicka till de # ej mejlade}}',
  'import.button.list': 'Visa personerna',
  'import.notices': 'Mejl till gamla adresser',
  'import.notices.value': '{n, number} (adressen som lämnas får veta det, utan den nya adressen)',
  'import.looksLike': 'liknar {number}',
  'import.looksLikeOf': 'liknar {number}, {name}',
  'import.found': 'Läst som',
  'import.found.header': 'rubrik på rad {line}',
  'import.found.noHeader': 'ingen rubrik',
  'import.found.book': '{kind, select, ods {OpenDocument-kalkylblad} other {Excelarbetsbok}}',
  'import.found.sheet': '{hidden, plural, =0 {bladet {sheet}} other {det dolda bladet {sheet}}}',
  'import.found.delimiter': 'text med skiljetecken {delimiter}',
  'import.found.tab': 'tabb',
  'import.found.mended': 'förvanskade bokstäver rättade',
  'import.founds': 'Filen skapar ett nytt företag: {company}.',
  'import.foundsNear': 'Filen skapar ett nytt företag: {company}. Närmast bland dem som redan finns: {near}.',
  'import.foundsMore': '{n, plural, one {Och 1 nytt företag till.} other {Och # nya företag till.}}',
  'import.held':
    '{rows, plural, one {{company} finns inte, men liknar {near}. Raden läses inte in förrän du har skapat företaget; är det fel i filen rättar du den där.} other {{company} finns inte, men liknar {near}. De # raderna läses inte in förrän du har skapat företaget; är det fel i filen rättar du dem där.}}',
  'import.heldNear':
    '{rows, plural, one {{company} finns inte än. Närmast bland dem som finns: {near}. Raden läses in när du har skapat företaget.} other {{company} finns inte än. Närmast bland dem som finns: {near}. De # raderna läses in när du har skapat företaget.}}',
  'import.heldNew':
    '{rows, plural, one {{company} finns inte än. Raden läses in när du har skapat företaget.} other {{company} finns inte än. De # raderna läses in när du har skapat företaget.}}',
  'import.heldMore': '{n, plural, one {Och 1 företag till som inte finns.} other {Och # företag till som inte finns.}}',
  'import.button.found': 'Skapa {company}',
  'import.button.foundAll': 'Skapa alla {n} företag',
  'import.button.withoutNew':
    '{companies, plural, one {Importera utan det nya företaget} other {Importera utan de nya företagen}}',
  'import.button.importAndFound':
    '{companies, plural, one {Importera {n}, skapa 1 företag} other {Importera {n}, skapa # företag}}',
  'import.moved': 'Adresser som byter ägare',
  'import.moved.value':
    '{n, plural, one {1 adress går från en person till en annan i filen (rad {lines}); kontrollera att raderna inte har förskjutits} other {# adresser går från en person till en annan i filen (rad {lines}); kontrollera att raderna inte har förskjutits}}',
  'import.unlike': 'Liknande nummer, men annat namn och annan adress',
  'import.unlike.value':
    '{n, plural, one {1 rad; den ändrar ingen, vad du än svarar om de andra. Är det samma person rättar du numret i filen} other {# rader; de ändrar ingen, vad du än svarar om de andra. Är det samma personer rättar du numren i filen}}',
  'import.shared': 'Samma adress till flera',
  'import.shared.value':
    '{n, plural, one {1 rad (rad {lines}) har en adress som någon annan får tidigare i filen; kontrollera adressen} other {# rader (rad {lines}) har en adress som någon annan får tidigare i filen; kontrollera adresserna}}',
  'import.kept': 'Adress som någon annan har',
  'import.kept.value':
    '{n, plural, one {1 rad (rad {lines}) har en adress som någon annan redan har; kontrollera adressen} other {# rader (rad {lines}) har en adress som någon annan redan har; kontrollera adresserna}}',
  'import.twins': 'Nästan samma nummer',
  'import.twins.value':
    '{n, plural, one {1 ny person (rad {lines}) har samma nummer som en annan rad eller en känd person, men andra nollor i början och ett annat namn; kontrollera numret} other {# nya personer (rad {lines}) har samma nummer som en annan rad eller en känd person, men andra nollor i början och ett annat namn; kontrollera numren}}',
  'import.newDomain': 'Ny domän',
  'import.newDomain.value':
    '{n, plural, one {@{domain}: 1 adress, men ingen på {company} har haft en sådan förut} other {@{domain}: # adresser, men ingen på {company} har haft en sådan förut}}',
  'import.half': 'Saknas i filen',
  'import.half.value': '{missing, number} av {people, number} på {company}; de lämnas som de är',
  'import.remembered': 'Kolumnerna är lästa som förra gången en fil hade samma rubriker.',
  'import.hiddenRows': '{n, plural, one {1 rad är dold i kalkylbladet.} other {# rader är dolda i kalkylbladet.}}',
  'import.filteredRows':
    '{n, plural, one {1 rad syns inte i kalkylbladet, för ett filter döljer den.} other {# rader syns inte i kalkylbladet, för ett filter döljer dem.}}',
  'import.hiddenColumns': 'Dolda kolumner som läses: {columns}.',
  'import.button.alike':
    '{n, plural, one {Ja, numret är samma trots nollorna} other {Ja, de # är samma trots nollorna}}',
  'import.button.notAlike': '{n, plural, one {Nej, det är en annan person} other {Nej, det är andra personer}}',
  'import.button.fillDown': '{n, plural, one {Fyll i företaget på raden} other {Fyll i företaget på # rader}}',
  'import.button.dmy': 'Datum är dag/månad/år',
  'import.button.mdy': 'Datum är månad/dag/år',
  'import.button.ymd': 'Datum är år-månad-dag',
  'import.button.withFiltered':
    '{n, plural, one {Läs även den filtrerade raden} other {Läs även de # filtrerade raderna}}',
  'import.button.withoutFiltered':
    '{n, plural, one {Läs utan den filtrerade raden} other {Läs utan de # filtrerade raderna}}',
  'import.button.withHidden': '{n, plural, one {Läs även den dolda raden} other {Läs även de # dolda raderna}}',
  'import.button.withoutHidden': '{n, plural, one {Läs utan den dolda raden} other {Läs utan de # dolda raderna}}',
  'import.button.correct': '{n, plural, one {Ladda ner raden att rätta} other {Ladda ner # rader att rätta}}',
  'import.unknownFile': 'Jag har ingen fil som väntar under {code}. Skicka filen igen med ”importera”.',
  'import.nobodyInSight':
    'Importen {code} finns i historiken, men ingen av personerna som du får se kommer därifrån. Skriv ”historik {code}” för att se vad som hände.',
  'import.notUnderstood':
    'Jag förstår inte svaret om filen {code}. Tryck på en av knapparna, eller skriv till exempel ”tolka {code} epost 4”.',
  'import.askAgain': 'Visa frågan igen',
  'import.companyUnknown':
    'Jag hittar inget företag som heter ”{company}”. Är det nytt skriver du även numret, till exempel ”tolka {code} företag 100 Acme Bygg AB”.',
  'import.columns.companyText':
    'Ingen kolumn säger vilket företag personerna hör till. Tryck på företaget, eller skriv ”tolka {code} företag” och numret, till exempel ”tolka {code} företag 100 Acme Bygg AB”. Namnet behövs bara om företaget är nytt.',
  'import.columns.otherCompany': 'Annat företag',
  'import.columns.whichCompany': 'Ange företaget',
  'import.columns.none': 'Filen har ingen rubrikrad som jag känner igen. Stämmer det här?',
  'import.columns.unknown': 'Jag känner inte igen alla rubriker på rad {line}. Stämmer det här?',
  'import.columns.unclear': 'Jag är osäker på några kolumner. Stämmer det här?',
  'import.columns.unclearNames': 'Jag är osäker på namnen under {columns}. Stämmer det här?',
  'import.columns.swapped': 'Cellerna under {columns} verkar ha bytt plats. Stämmer det här?',
  'import.columns.guards':
    'De här kolumnerna kan säga vilka som har slutat eller är skyddade: {columns}. Läses de inte kan även de personerna få mejl.',
  'import.columns.reads.one': '{at}: {what}',
  'import.columns.reads':
    '{columns, select, none {Inget är sparat än.} other {Så här skulle jag läsa kolumnerna: {columns}. Inget är sparat än.}}',
  'import.columns.twice': 'Flera kolumner har rubriken {column}. Stämmer det här?',
  'import.columns.addresses': 'Det finns e-postadresser i flera kolumner: {columns}. Jag skulle läsa dem ur {column}.',
  'import.columns.addressesIn': 'Adresser ur {column}',
  'import.columns.numbered': 'kolumn {at}',
  'import.columns.notYet':
    'Jag kan inte läsa filen än, för ingen kolumn är vald som {missing}. Tryck på ”Ändra …” och välj kolumn.',
  'import.columns.expected': 'Med de här rubrikerna slipper du frågan: {expected}.',
  'import.columns.asLastTime':
    'Så lästes kolumnerna förra gången en fil utan rubriker var lika bred, och cellerna ser likadana ut.',
  'import.columns.moved':
    'De här kolumnerna verkar ha bytt plats sedan förra filen: {columns}. Titta extra noga på dem.',
  'import.columns.missing': 'Saknas',
  'import.columns.unread': 'läses inte',
  'import.columns.column': 'Kolumn',
  'import.columns.read': 'Läses som',
  'import.columns.accept': 'Det stämmer, läs filen',
  'import.columns.company': 'Alla hör till {name}',
  'import.columns.change': 'Ändra {column}',
  'import.columns.changeOther': 'Ändra något annat',
  'import.columns.whichOther': 'Vad vill du ändra?',
  'import.columns.which': 'Vilken kolumn är {column}?',
  'import.columns.whichText': 'Tryck på en kolumn, eller skriv ”tolka {code} {word}” och kolumnens nummer.',
  'import.columns.notThere':
    'Filen har ingen kolumn ”{said}”. {n, plural, one {Den har 1 kolumn} other {Kolumnerna har nummer 1 till #}}.',
  'import.columns.place': 'Kolumn {at}',
  'import.columns.pick': '{at}: {what}',
  'import.columns.nothing': 'Ingen av dem',
  'import.columns.note': 'Filen finns kvar i ett dygn, bara för dig.',
}
