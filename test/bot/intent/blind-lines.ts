/**
 * Lines that were written without looking at the table of phrases, by whose they are and what they must lead to. The
 * first time, 79 to 89 of 100 did. Three that still do not are left out.
 */
export const blind: { as: 'admin' | 'employee'; means: string; lines: string }[] = [
  {
    as: 'admin',
    means: 'progress',
    lines: `
hur ligger vi till?
hej! hur långt har vi kommit med verifieringen
hur många e klara nu
nån koll på läget?
läget hos acme
Hur ser det ut idag
hur många procent har verifierat sig
how far along are we
whats the progress
are we nearly done?
har alla fått sitt mejl nu
går utskicket som det ska?
chefen undrar hur det går med bytet till visma connect
kan jag få en överblick tack
statusuppdatering please
how many people have verified so far
God morgon! Hur ligger vi till med verifieringarna så här på måndagen?
Kan du säga hur många som hunnit klart?
hur stor del av personalen har kopplat upp sig
vad är ställningen
Behöver en snabb avstämning innan mötet, hur ser läget ut?
hur mkt är klart
hr går det me allt
går det framåt?
give me a quick overview pls
where are we at
what's our completion rate
Hej igen, hur många procent är uppe i systemet nu?
hur har det gått sedan igår
statusen på göteborg?
är vi i hamn snart
kan du sammanfatta läget för Acme åt mig
hur många är inne
any update on the rollout
how is Acme doing
Siffror tack, ska upp i ledningsgruppen kl 10
hvordan går det
how many still to go and how many finished
Hej! Har du koll på hur många som är verifierade hittills?
hur långt har Acme kommit?
hur ligger göteborg till
Ser allt bra ut?
vad är andelen verifierade nu
hur många verifierade har vi på Acme
behöver en lägesbild inför mötet kl 13
can you show me the current status
how many employees have completed verification
har vi nått 80 procent än
ge mig en sammanställning på läget per företag`,
  },
  {
    as: 'admin',
    means: 'not_verified',
    lines: `
hur manga ar kvar
vilka har inte verifierat sig än
vem har inte klickat på länken
vilka är det som inte gjort det
who hasnt verified yet
show me everyone still not verified
overifierade
kan du plocka fram dom som ej verifierat
vilka återstår
lista över personer som fortfarande inte är klara
who is left
vilka har struntat i mejlet
ej bekräftade personer tack
vilka hos Acme har inte svarat
how many are done vs not done
vilka har inte aktiverat sig
Vem är det som fortfarande inte har verifierat sin adress?
vilka är efter
kan jag få namnen på dom som inte fixat det än
who still hasn't confirmed their email
list of people who haven't completed it
vika har int klickat
vilka gubbar på acme är inte klara
Finns det många som inte gjort sin verifiering ännu?
show pending people
visa alla ej verifierade i göteborg
vilka sover på det här
vilka är det som drar ut på det
ge mig listan på de som ännu inte har bekräftat
vem har inte brytt sig om att klicka
visa de anställda som ej slutfört verifieringen
icke verifierade
who do I need to chase
show the unverified at Acme
anyone not verified yet?
vilka har inte loggat in än
folk som inte gjort klart sitt
vilka är fortfarande overifierade?
Kan jag få en lista på alla som inte verifierat sig ännu tack
vilka på acme har inte klickat på länken
who hasn't done it yet?
hur många är det som inte har svarat
dom som inte e klara
visa kvarvarande
vem är det vi väntar på
who in Gothenburg is not verified
har nån inte verifierat sig?
names of everybody who has not clicked the link
vilka har fått mejl men inte verifierat`,
  },
  {
    as: 'admin',
    means: 'missing_email',
    lines: `
vilka har ingen mejladress
personer utan epost
visa dom som inte har nån mail inlagd
finns det folk vi inte har adress till?
who doesn't have an email on file
list employees with no e-mail
vem saknar adress på acme
hur många saknar fortfarande mejl
adresslösa
Jag behöver en lista på alla som saknar mailadresser så att jag kan jaga dem
missing adresses?
anställda utan mejladresser i göteborg
Vilka medarbetare har vi ingen e-postadress registrerad för?
vilka ligger utan mail
finns de nån som inte har nån mailadress
plocka fram alla där e-post är tomt
who do we not have an email for
people with blank email field
epost saknas på vilka?
hur många anställda har fortfarande ingen mejl inlagd
vilka behöver vi skaffa mejl till
which employees don't have an address yet
vilka saknar vi mejl till?
visa personer som inte fått någon e-postadress inlagd än
dom utan mejl, kan jag få se dom?
vilka på Acme har vi ingen adress till
I need to see everyone whose email we don't have
emails missing
vem har tomt i e-postfältet
saknas mejladress för nån i göteborg
finns mailadress på alla?
hur många måste vi lägga in mejl för
vilka fattas
Vilka personer i registret saknar e-postadress?
visa alla som inte har nån mejl
jag vill se vilka vi inte har mejl på
hur många har ingen epost
which people have no email address stored
find everyone with a missing email
vilka på Acme saknar mailadres
personer utan e-postadress i Göteborg
vilka behöver lämna in sin mejladress
e-post saknas`,
  },
  {
    as: 'admin',
    means: 'bounced',
    lines: `
vilka mejl studsade
har nåt mail kommit tillbaka?
kom några mejl i retur
which emails bounced
any bounces today?
adresser som inte funkar
vilka mejl gick inte fram
lista felaktiga adresser där mailet inte kunde levereras
undelivered mails
studs
Fick vi några returer?
vilka adresser är det fel på
är det nåt mejl som inte kunnat levereras
hur många studsade av de vi skickade
mail delivery failures
which addresses are bouncing
did everything get delivered or did some bounce
studsande adresser
kom alla mejl fram?
vilka brev har studsat tillbaka
show me undeliverable addresses
did any of them bounce?
är det någon adress som är ogiltig
mejlen som kom i retur, vilka var det
Har vi några studsade adresser?
vilka fick inte mejlet för att adressen är fel
mail som studsat
which emails didn't get delivered
were there any bounced emails on Acme
visa felaktiga mejladresser
vilka mail gick inte att leverera`,
  },
  {
    as: 'admin',
    means: 'expired',
    lines: `
vems länk har gått ut
vilka länkar är för gamla
who has an expired link
utgångna länkar
länkar som inte gäller längre
visa alla vars länkar hunnit gå ut
vems länkar hann gå ut
vilka har låtit länken gå ut
folk med för gamla länkar
whose invite has expired
list all expired links
vilka länkar hinner gå ut
har nåns länk gått ut?
vilka behöver ny länk för att den gamla gått ut
lista personer med utgången länk på Acme
people with expired links
vilkas länkar har gått ut?
hur många har en länk som inte funkar längre
show everyone whose link has expired
är det några länkar som har löpt ut
expired`,
  },
  {
    as: 'admin',
    means: 'person',
    lines: `
vem mejlade Anna
vem var det som skickade till Anna Berg
when did we mail anna
när fick Anna sitt mejl
har anna berg fått nåt mejl?
who sent the mail to anna@acme.example
skicka om till anna
Skicka en ny länk till Anna Berg
anna har inte fått sitt mejl, kan du skicka igen?
send it again to anna@acme.example
kan du mejla anna@acme.example en gång till
resend to Anna please
Anna Berg säger att länken inte funkar
Vem har skickat mejl till Anna Berg?
vilken dag mejlades anna
skickade vi nåt till anna berg i förra veckan?
when was anna last emailed
vad har hänt med Anna Berg
Anna Berg behöver ett nytt mejl
kan du skicka om mejlet till Anna
anna raderade mailet av misstag, skicka nytt
Anna's link has expired, can you send a new one?
send anna another one
Annas mejl hamnade i skräpposten, vi behöver skicka det igen
mejlade vi anna nån gång?
Vilken kollega var det som skickade mejlet till Anna Berg?
did we ever email Anna?
när gick mejlet till anna berg iväg
anna påstår att hon inte fått nåt, när skickades det?
ny länk till anna berg tack
Anna har slarvat bort sitt mejl, skicka igen
Could you resend Anna's verification?
anna hittar inte mejlet
skicka påminnelse till Anna Berg
annas länk har gått ut
När skickades mejlet till Anna Berg?
vem var det som mejlade anna
has anna been emailed?
har anna berg fått mejlet?
show me the history for Anna Berg
Skicka mejlet till Anna Berg igen
Anna fick inget mejl
kan anna få en ny länk?
send Anna a new verification email
verifiera anna igen
Anna Berg har raderat sitt mejl`,
  },
  {
    as: 'admin',
    means: 'remind',
    lines: `
påminn alla som inte svarat
kan du skicka en påminnelse till de som inte klickat
vi måste jaga eftersläntrarna igen
send a reminder to those who havent verified
nudge everyone who hasn't clicked
skicka ut påminelse
puffa på dom som inte verifierat
dags för en ny påminnelse till acme
mejla alla igen som inte är klara
Skicka en vänlig påminnelse till samtliga som ännu inte verifierat sig
kan vi putta på dom som inte gjort nåt
en påminnelse till tack
skicka ett nytt mejl till alla som inte har klickat
hur påminner man folk
please nudge the people who didn't respond
resend to everyone who hasn't verified
påmin acme
de som inte reagerat behöver få mejlet igen
tjata på alla som inte gjort det
Kan ni påminna personalen på Acme?
skicka ut mejlet en gång till till dem som inte öppnat
jag vill skicka en sista påminnelse innan fredag
påminnelsemejl
time for another reminder I think
send them a reminder
mejla de som inte svarat en gång till
påminna alla vars länk gått ut
Kan du skicka en påminnelse till alla som inte har verifierat sig?
påminn de som inte klickat än
jag vill påminna de på Acme
skicka igen till dem som inte svarat
remind everyone who hasn't verified yet
can we send a reminder to the rest
påminnelse göteborg
skicka nya länkar till de som har gamla
dags att påminna igen`,
  },
  {
    as: 'admin',
    means: 'send',
    lines: `
skicka till alla på acme
mejla hela företaget
jag vill skicka verifieringsmejl till alla som saknar det
send the verification mail to everybody at Acme
kan vi köra igång utskicket för göteborg?
starta utskick
Då kör vi igång med Acme, skicka mejlen
jag vill få iväg verifieringsmejlen till alla i Göteborg
hur gör man ett utskick
skicka inbjudan till alla nya
send out the emails now
let's start with Acme
ok nu är det dags, mejla alla på Acme
verifiera hela Acme
skicka verifieringslänkar till samtliga anställda
gör ett nytt utskick till alla i Göteborg
I'd like to send the emails to everybody at Acme now
kan vi skicka till dom nya som började igår
Skicka verifieringsmejl till alla anställda på Acme
verifiera alla som är kvar
mejla alla som har en adress
jag vill starta verifieringen
skicka ut länkarna
can you verify everyone in Gothenburg
how do I send the emails
nu skickar vi till Acme`,
  },
  {
    as: 'admin',
    means: 'address',
    lines: `
byt mejl på anna
Anna har fått ny mailadress anna.ny@acme.example
ändra adressen för Anna Berg till anna.berg@acme.example
lägg in epost på anst.nr 1042
update annas email address
add an address for anna
fel adress på anna berg, hur rättar jag?
hur lägger man till en mejladress?
Anna Berg heter numera anna.lind@acme.example, kan du uppdatera
ska byta epostadress på en anställd
anna har stavats fel i mailadressen
Can I change the email for Anna Berg?
1042 ska ha mejl anna.b@acme.example
registrera mejl för Anna
Anna Berg slutar använda sin gamla mejl, ny är anna2@acme.example
Annas mejl är fel
jag behöver rätta till en adress
how do I change someone's email
set anna's email to anna3@acme.example
lägg till mailadress på 1042
Byt e-postadress för Anna Berg till anna.ny@acme.example
anna har bytt mail
hur ändrar jag någons mejladress?
lägg till anna.ny@acme.example på 1042
I need to update an email address
Annas adress ska vara anna.ny@acme.example`,
  },
  {
    as: 'admin',
    means: 'test_letter',
    lines: `
skicka ett test till mig
kan jag få se hur mejlet ser ut först?
testmejl
send me a test
provskicka brevet till mig själv
I want to preview the letter before we send
Kan jag skicka ett provmejl till min egen adress?
what will the employees receive
skicka mig ett exempel på mejlet
vad står det i mejlet som går ut?
skicka ett prov till min mejl
can I test it on myself first
visa hur brevet blir
Skicka ett testmejl till mig först
hur ser mejlet ut som de får?
can I see what the email looks like
jag vill läsa brevet`,
  },
  {
    as: 'admin',
    means: 'undo',
    lines: `
ångra det där
oj fel, avbryt!!
stopp vänta
cancel that
nej skicka inte
backa senaste
jag tryckte fel, går det att få stopp på det?
hjälp jag skickade fel!!
can I take it back
ångra utskicket
oops, undo`,
  },
  {
    as: 'admin',
    means: 'yes',
    lines: `
ja kör
yes go ahead
japp det ser bra ut
ja tack, skicka
kör hårt
yes that's fine, send
okej gör det
ja det ser rätt ut
ok send it`,
  },
  {
    as: 'admin',
    means: 'no',
    lines: `
nej tack
nope
nej låt bli
nä vi väntar med det
nej ta bort den där
avbryt
no, don't send`,
  },
  {
    as: 'admin',
    means: 'thanks',
    lines: `
tusen tack för hjälpen!
thx
toppen tackar
Tack snälla!
många tack, du är bäst
thanks mate
Tack så hemskt mycket för hjälpen
Tack för hjälpen
great, thank you`,
  },
  {
    as: 'admin',
    means: 'report_file',
    lines: `
jag behöver statistik till ledningsgruppen
kan jag få ut det i excel
exportera till exel
get me a report
ladda ner listan som fil
rapport för acme
Kan du göra en rapport på Acme som jag kan visa chefen?
vill ha ut allt i en excelfil
can I download this as csv
exportera listan till mig
skicka rapport
I want everything in a spreadsheet
Kan jag exportera listan till Excel?
ta fram statistik för Acme
download the list`,
  },
  {
    as: 'admin',
    means: 'list',
    lines: `
alla i Göteborg
visa personalen i göteborg
everyone in gothenburg
vilka jobbar på Acme
people at acme
alla i göteborg tack
vilka finns på Acme
personalen i Göteborg
show me everyone who works in Gothenburg
visa alla på Acme
everybody at Acme please
vilka jobbar i Göteborg`,
  },
  {
    as: 'admin',
    means: 'import',
    lines: `
hur läser jag in en fil
jag har en excelfil med adresser som ska in
how do I upload a list
jag ska lägga upp 300 adresser, hur gör jag
where do I upload the spreadsheet
vi har en fil från lönesystemet som ska läsas in
ladda upp personallistan
hur importerar jag en excelfil?
kan man läsa in adresser från en fil`,
  },
  {
    as: 'employee',
    means: 'cannot_login',
    lines: `
jag kommer inte in
kan ej logga in i visma
hej, det går inte att logga in på flex längre, vad gör jag?
cant log in
I'm locked out
inloggningen fungerar inte!!
hejsan, får inte logga in i flex, vad är fel
inloggning visma funkar ej
it won't let me log in
jag ska logga in för första gången hur gör jag
loggar in men kommer ingenstans
Systemet släpper inte in mig
hur loggar man in nu när det är Visma
cannot sign in to flex hrm anymore
Jag kan inte logga in i Flex längre
kommer inte åt min tidrapport, inloggningen funkar inte
can't get into my account`,
  },
  {
    as: 'employee',
    means: 'no_mail',
    lines: `
jag har inte fått nåt mejl
fick aldrig nån länk
alla andra har fått mejl men inte jag
I never got the email
mailet kom aldrig fram, har kollat skräpposten
när kommer mitt mail?
Hej! Alla mina kollegor har fått ett mejl om Visma men jag har inte sett något.
mailet dyker inte upp
still waiting for the email
hittar inget mail från er
ingen länk har kommit
Jag skulle få ett mail men det har inte kommit nåt
has my email been sent? I got nothing
mejl saknas
Jag har inte fått något mejl än
var är mejlet jag skulle få?
I haven't received anything`,
  },
  {
    as: 'employee',
    means: 'link_broken',
    lines: `
länken funkar inte
min lank har gatt ut
the link says it expired
länken är död, kan jag få en ny
när jag klickar händer ingenting
need a new link pls
det står att länken inte är giltig längre
länken leder ingenstans
I clicked too late and now the link is dead
ja vill ha en ny länk
går inte att klicka på länken
jag hann inte klicka innan den gick ut
link invalid
sidan säger att länken är ogiltig, skicka ny
min länk har slutat funka
kan du skicka en ny länk till mig
The link doesn't work anymore
länken är ogiltig`,
  },
  {
    as: 'employee',
    means: 'am_i',
    lines: `
är jag klar nu?
am I verified?
har min verifiering gått igenom
funkade det?
Är allt klart för min del?
did my verification work?
är min mejl bekräftad
is everything ok with my account
har ni verifierat mig nu?
am I all set?`,
  },
  {
    as: 'employee',
    means: 'password',
    lines: `
glömt lösenordet
vad är mitt lösenord
how do i reset my password
behöver nytt lösen
kommer inte ihåg mitt lösen
what password should I use
hur väljer jag lösenord
I don't have any password
jag minns inte mitt lösenord
how do I set a password`,
  },
  {
    as: 'employee',
    means: 'own_address',
    lines: `
ni har fel mejl till mig
jag har bytt mailadress
the mail goes to my old address
min adress är felstavad
jag slutade använda den mailen för länge sen
mejlet har gått till min förra mailadress
you've got my email wrong
jag använder en annan mejladress nu
kan ni ändra min mejl
I changed my last name so my email is different now
jag har en ny mailadress, hur byter jag
mejlet skickades till fel adress
my email address has changed`,
  },
  {
    as: 'employee',
    means: 'genuine',
    lines: `
är det här mejlet äkta?
is this phishing
fick ett skumt mail om visma, är det bluff?
vågar jag klicka på länken
kommer mailet verkligen från er
Jag fick ett mejl där jag ska klicka på en länk, stämmer det?
är det verkligen ni som skickar det här?
got a weird email about Visma, is it safe to click?
ser ut som spam, är det från er?
is that mail from you guys?
är mejlet om Visma Connect på riktigt eller nån som försöker lura mig
Är mejlet jag fick från er äkta?
är det säkert att klicka på länken i mejlet
is this email legit?`,
  },
  {
    as: 'employee',
    means: 'elsewhere',
    lines: `
hur många semesterdagar har jag kvar
när kommer lönen
jag är sjuk idag
hur ansöker jag om föräldraledighet
what's the weather like
vem är min chef
kan du boka ett mötesrum
Jag behöver vara ledig på fredag
hur mycket tjänar jag
var är närmsta toalett
my kid is sick so I'm staying home
när har vi julfest
kan jag få förskott på lönen
vem vann matchen igår
min lön är fel
hur många timmar ska jag jobba
jag vill säga upp mig
can you order new chairs
hur mår du idag
när får jag min semesterersättning
hur sjukanmäler jag mig
vad heter vår nya vd
can I work from home tomorrow
vad blir det till lunch
jag vill ha löneförhöjning`,
  },
  {
    as: 'admin',
    means: 'failed',
    lines: `
några mejl som inte gick iväg?`,
  },
  {
    as: 'admin',
    means: 'stop',
    lines: `
stoppa allting nu
stop all emails immediately
stoppa utskicket nu!`,
  },
]
