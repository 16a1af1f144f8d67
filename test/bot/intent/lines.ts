/** Lines as people type them, under what they mean. Written before the table of phrases was tried on them. */
export const lines: Record<string, string> = {
  progress: `
hur långt har vi kommit med verifieringen
hur många är klara nu?
ge mig en överblick
läget just nu tack
jag behöver en rapport till ledningen
statistik per bolag
Hur går det?
hur går det för oss
hur långt har vi kommit
Hur ligger vi till?
hur många är klara
hur många har verifierat sig
hur många är kopplade nu
är alla klara?
visa statistik
Kan jag få en rapport?
statistiken tack
ge mig en översikt
hru går det
hur gar det
How is it going?
how far have we come
how are we doing
how far along are we
how many are done
how many have verified
how many people have verified so far
stats please
can I get a report
show me the statistics
progress?
what's the status
hur stor andel är klar
läget?
vad är läget
Hej, hur går det med verifieringen?
Hur många har klickat på länken?
hur många procent är klara
kan du ge mig en rapport över läget
skicka en rapport till mig
How's it going?
give me statistics
gick allt bra?
hur många har klickat på länken
läget just nu?
jag behöver en rapport till chefen
ge mig statistik
how is it going`,
  sends: `
vem bekräftade utskicket
när skickades utskicket
har mejlen gått iväg?
är utskicket färdigt
hur lång tid är det kvar på utskicket
när är det klart
has everything been sent out
hur går utskicket
är utskicket klart?
vad pågår just nu
pågår det något utskick
när är utskicket klart
vilka utskick har vi gjort
visa utskicken
hur går det med utskciket
is anything being sent right now, any mailing running?
is the mailing done
how is the mailing going
when is the mailing finished
what is running
senaste utskicket
när blir det klart
hur lång tid tar det
går det bra med utskicket?
när är det klart`,
  missing_email: `
vilka saknar mejladress
visa alla utan epost
vem har ingen mailadres inlagd
personer som inte har nån e-post registrerad
whos missing an email adress
vilka saknar e-post
Vilka saknar epost?
vem saknar mejladress
vilka har ingen adress
hur många saknar e-postadress
visa alla utan mejl
lista de som inte har någon mejladress
vilka anställda har ingen e-post?
vilak saknar mejl
vika saknar adress
Who is missing an address?
who has no email
which employees have no e-mail address
how many lack an email
list everyone without an address
people without email
who lacks an adress
folk utan mail
Vilka är det som saknar mejladress?
finns det några utan epost
vem av de anställda saknar mail
saknas det adresser?
who is missing an email address
who still has no email?
anyone without an address?
finns det folk utan mejladress
vilka saknas adress på
hur mnga saknar epost
whos missing an email`,
  not_verified: `
hur många har vi kvar att göra
vilka har inte verifierat sig än
vilka har inte klikat på länken
how many people are left
who hasn't clicked yet
vilka har inte verifierat sig
Vem har inte verifierat än?
vilka är inte verifierade
vilka är kvar
hur många är kvar
vilka återstår
vilka har inte klickat på länken
vem är inte klar
vilka är inte kopplade ännu
vilka har ej verifierat
vlika har inte verifierat
vilka har inte verifeirat sig
overifierade
Who has not verified?
who hasn't verified yet
who is left
who hasn't clicked the link
who isn't done
which people are still unverified
who has not verifed
how many are left
who is not connected yet
visa dem som inte är klara
vem har inte verifierat sig ännu?
vilka är det som inte klickat
vilka har inte bekräftat sin adress
hur många återstår att verifiera
vilka väntar vi på
who hasnt verified
who still needs to verify
who are we waiting for
vilka är kvar att verifiera
vem har inte klickat än
who hasn't clicked yet`,
  not_answered: `
vilka har fortfarande inte gjort nåt
who still hasn't done anything
de som fortfarande inte svarat
vilka har inte svarat
vem har inte svarat på mejlet
vilka har inte reagerat
who has not answered
who hasn't responded to the email
who didn't reply
visa alla som inte svarat`,
  verified: `
vilka är redan kopplade
vilka har verifierat sig
vilka är klara
vem är klar
vilka är kopplade
visa alla som är verifierade
who has verified
who is done
which employees are connected
who has clicked
list those who are verified`,
  bounced: `
vilka mejl nådde inte fram
any bounces today?
mejl som kom i retur
vilka adresser fungerade inte
fick vi några studsade mejl
which mails bounced back
vilka studsade
vilka mejl studsade?
har något mejl studsat
visa studsarna
vilka mejl kom tillbaka
studsade mejl
vilka adresser studsar
vilka mejl har inte kommit fram
who bounced
which mails bounced
did any emails bounce
show bounces
bounced?
whose mail came back
vilka har studsat på Acme
vilka mail kom i retur
är det någon som har studsat
har det studsat något
visa studsade
which emails bounced back
vilka gick inte fram
visa dem som studsat
vilka mejl kom inte fram
felaktiga adresser`,
  expired: `
vilkas länk har gått ut
vilka länkar har gått ut
vems länk har gått ut
hur många länkar har gått ut
vilkas länkar är utgångna
utgångna länkar
vilka har en utgången länk
Whose link has ended, expired?
whose link has expired
whose links have run out
which links have expired
expired links
how many links are expired
vilka länkar är för gamla
vems länkar har slutat gälla
whose link expired
utgågna länkar`,
  not_mailed: `
vilka blev aldrig mejlade
vilka har inte fått mejl
vem har inte fått något mejl
vilka har vi inte skickat till
vilka har inte mejlats
hur många har inte fått mejlet
vilka har ännu inte fått länken
who has not received the mail
who hasn't been mailed
who has not got an email yet
who didn't get the mail
vilka har vi inte mejlat`,
  mailed: `
vilka har fått mejl
hur många har fått mejlet
vilka fick mejlet
who has got the email
who received the mail
hur många mejl har skickats
hur många är skickade hittills`,
  mailed_today: `
vilka fick mejl idag
vad har skickats i dag
vilka mejlades idag
who was mailed today
what was sent today
hur många mejl skickades idag`,
  mailed_yesterday: `
vilka fick mejl igår
who was mailed yesterday`,
  mailed_this_week: `
vilka mejlades senaste veckan
vilka fick mejl den här veckan
who was mailed this week`,
  queued: `
vilka ligger i kö
vad står i kön
what is in the queue
who is queued`,
  failed: `
vilka misslyckades
vad gick fel
vilka mejl gick fel
which ones failed
who failed
did anything fail
blev det något fel
försök skicka de misslyckade igen`,
  connect_failed: `
vilka kopplingar misslyckades
which connections failed`,
  inactive: `
någon har slutat
vilka är inaktiva
visa inaktiva
who is inactive`,
  leaving: `
vilka slutar i december
vem slutade i maj
who leaves in december
how many leave next month`,
  remind: `
can you send it once more to those who didn't react
skicka påminelse
skicka nya länkar till dem vars länk gått ut
påminn alla som inte gjort klart
skicka en påminnelse till de som inte verifierat
kan du puffa på dom som inte klickat
remind everyone who has not answerd
påminn dem som inte har svarat
påminn alla som inte svarat
skicka en påminnelse
skicka påminnelse till dem som inte har klickat
kan du påminna de som inte gjort något
paminn de som inte svarat
påmin dem som inte har svarat
påminnelse till alla
Remind those who have not answered
remind everyone who hasn't clicked
send a reminder
send a reminder to those who didn't reply
remnid everybody who has not answered
chase the rest
kan du påminna alla som inte har svarat på mejlet
skicka en påminnelse till dom som inte gjort klart
vi behöver påminna folk
påminnelser tack
remind everyone who has not replied
please remind the people who haven't clicked yet
send reminders
skicka påminnelse till alla som inte klickat
påmin de som inte har verifierat`,
  send: `
mejla hela bolaget
skicka verifieringsmejl till alla nyanställda
skicka mejl till alla
skicka ut till alla som inte har fått
verifiera alla
mejla alla
skicka verifieringsmejl till alla
skicka till dem som är kvar
jag vill skicka mejlen nu
starta utskicket
hur skickar jag till alla
skicka till de som inte fått mejl än
mail everyone
send the mail to everyone
send to everybody who has not got it
verify everyone
start the mailing
skcika mejl till alla
Hur gör jag för att skicka till alla?
skicka till resten
maila alla
skicka ut mejlen`,
  send_again: `
skicka en ny
skicka igen
skicka mejlet igen
send again
send it again
kan jag få en ny`,
  address: `
byt adress
ändra adress
lägg till e-post
lägg till en adress
change address
add an address
change the email address
hur ändrar jag en adress
rätta en mejladress
ni skickade till fel adress
mejlet gick till min gamla adress
min mejladress stämmer inte
jag har bytt efternamn och fått ny adress
kan man byta till min privata mejl
I've changed my email
ni har fel mejladress till mig
wrong email address`,
  test_letter: `
skicka ett test till mig
kan jag få se brevet först
hur ser mailet ut
jag vill prova att skicka till mig själv
show me what the mail looks like
testmejl
skicka ett testmejl
kan jag få ett provbrev
skicka ett prov till mig
hur ser mejlet ut
visa brevet
vad står i mejlet
testa mejlet först
send a test letter
send me a test mail
send a test to me
show me the letter
how does the email look
what does the letter say
preview the mail
jag vill se hur mejlet ser ut innan jag skickar
kan jag skicka ett test till mig själv först
får jag se brevet
can I see the letter first
send a test to myself
visa mejlet innan det går ut
skicka ett testmejl till mig
kan jag testa först
vi vill ha vår logga i mejlet
show me the email`,
  report_file: `
excel på de som är kvar
download list of unverified
kan jag få ut en excel
give me an excel sheet of everyone
kan jag få det i excel
excel
exportera till Excel
ladda ner listan
jag vill ha en excelfil
kan jag få ut listan som fil
statistik i excel
give me an excel file
download as excel
can I have it as a spreadsheet
export everything
excelfil med alla
ge mig listan i excel
kan du exportera alla som saknar e-post
report in Excel please
ladda ner allt till excel
download everything`,
  import: `
hur läser jag in adresser
var får jag en mall för importen
hur importerar jag
importera adresser
ladda upp en fil
jag vill läsa in en fil
hur lägger jag in många adresser
kan jag ladda upp en excelfil
import addresses
how do I import
upload a file
I want to upload a spreadsheet
hur importerar man en fil
kan jag läsa in en lista från excel
jag vill ladda upp en fil
hur läser jag in en lista
upload a spreadsheet`,
  yes: `
go ahead
ja
Ja!
ja tack
japp
ok
okej
kör
kör på
absolut
ja skicka
yes
yes please
yep
ok go ahead
sure
do it
bekräfta
jaa
ja, skicka
ja gör det
ok kör på
yes do it`,
  no: `
nä avbryt
avbryt utskicket
nevermind
nej
Nej!
nej tack
avbryt
avbryt planen
avbryt allt
nej skicka inte
no
no thanks
cancel
cancel it
cancel that
never mind
glöm det
abort
avbyrt
nej, avbryt
nej det var fel
cancel please
no don't
avbryt utskicket`,
  undo: `
jag ångrade mig
ångra
ångra mig
ångra utskicket
kan jag ångra det
jag ångrar mig
undo
undo that
can I undo it
ångar
ångra senaste
ångra det där
jag råkade skicka fel, kan man ångra?
undo the last send`,
  stop: `
stoppa allt!!
stop sending please
stopp
stopp!
stoppa
stoppa utskicket
stoppa allt
stop
stop the mailing
stop sending
stop everything
STOPP
stanna!
stoppa mejlen
sluta skicka!!
stop the sending`,
  pause: `
pausa en stund
put the mailing on hold
pausa
pausa utskicket
pausa allt
pause
pause the mailing
pausa utskicket tack`,
  resume: `
fortsätt
återuppta utskicket
fortsätt skicka
resume
continue the mailing
fortsätt utskicket`,
  approve: `
godkänn
godkänn utskicket
finns det något att godkänna
vad väntar på godkännande
approve
approve the mailing
anything to approve?`,
  thanks: `
cheers
tack
Tack!
tack så mycket
tackar
toppen
perfekt tack
thanks
thank you
thx thanks
great
tack så jättemycket!
thanks a lot
thank you very much!`,
  cannot_login: `
hej jag kan inte logga in på min lön
jag kan inte logga in
kan inte logga in
Kommer inte in
jag kommer inte in i systemet
det går inte att logga in
inloggningen funkar inte
hur loggar jag in
jag är utelåst
kan ej logga in i flex
hjälp jag kan inte logga in
kan inte loga in
kan inte lgoga in
jag kommer inte åt mitt konto
I cannot log in
i can't log in
cannot login
can't sign in
login does not work
how do I log in
I'm locked out
I can't access my account
cant lgoin
unable to log in
kan ej logga in
Jag kommer inte in i Flex
det går inte att logga in i Flex HRM
Hej! Jag kan inte logga in, vad gör jag?
inloggning fungerar ej
jag blir inte insläppt
I can't log in
can not log in
login doesn't work
log in problem
jag kommer inte in
cant log in`,
  password: `
har glömt lösenordet
glömt lösenord
jag har glömt mitt lösenord
glömt lösenordet
vad är mitt lösenord
hur byter jag lösenord
nytt lösenord
mitt lösenord funkar inte
glömt mitt lösen
glömt lösneordet
forgot password
I forgot my password
forgotten password
how do I reset my password
new password
my pasword does not work
i have no password
glömde mitt lösenord
vad har jag för lösenord
jag har inget lösenord
hur sätter jag ett nytt lösenord
forgot my pasword
I don't know my password`,
  connections: `
är det skillnad mellan oss och visma connect
stämmer våra uppgifter med visma
vilka finns i visma men inte hos oss
any differences between us and Connect
is our list in sync with Visma`,
  protected: `
har vi någon med skyddad identitet
hur gör vi med sekretessmarkerade
do we have anyone with protected identity`,
  about: `
varför fick jag detta mejl
varför har jag fått det här mejlet
why did I get this email
vad är detta för mejl
what is this
vad är det här för något
why am I getting this
vad handlar det här om
varför får jag det här`,
  genuine: `
är mejlet från er eller bluff
är det här bluff
vågar jag klicka på länken
jag fick ett konstigt mejl från er
är mejlet äkta
är det här mejlet äkta?
är det ett bluffmejl
är detta phishing
är det nätfiske
kan jag lita på mejlet
är länken säker, kan man lita på den?
jag fick ett skumt mejl
är det säkert att klicka på länken
är det här på riktigt
är det spam
is this mail genuine
is this email real
is it a scam
is this phishing
can I trust this email
is the link safe
is this email legit
is the mail fake
är det här bluff?
är mejlet från er på riktigt?
fick ett konstigt mejl, är det från er
ska jag klicka på länken?
vågar jag klicka
är det ni som har skickat mejlet?
is this mail for real
is this a phishing mail
should I click the link
är det här bluff`,
  no_mail: `
mejlet hamnade i skräpposten
didnt get any email
did I get a mail?
Have I received an email?
har jag fått något mejl?
fick jag ett mail
jag har inte fått något mejl
inte fått något mejl
fick inget mejl
det kom inget mejl
jag har inte fått mailet
har inte fått någon länk
mejlet kom aldrig
jag väntar på mejlet men det kommer inte
var är mitt mejl
inget mail
jag fick aldrig länken
har inte fått nåt mejl
no mail came
I did not get any email
i never got the mail
I haven't received an email
didn't get my link
the email never arrived
I never received the link
where is my email
no email
i didnt recieve the mail
har inte fått mejlet
jag får inget mejl
det har inte kommit något mejl
Var är mejlet?
fick aldrig nåt mejl från er
jag hittar inte mejlet
har tappat bort mejlet
jag råkade radera mejlet
I have not received any mail
I did not receive the email
no mail has come
mail not received
jag har inte fått nåt mejl
jag har ingen jobbmejl
I didnt get any email`,
  link_broken: `
länken gick ut igår
jag klickade men inget hände
länken är död
det står att länken har gått ut
my link expierd
min länk fungerar inte
länken funkar inte
länken går inte att öppna
länken fungerar ej
min länk har gått ut
länken är trasig
länken har slutat fungera
det händer inget när jag klickar på länken, funkar inte
jag kan inte öppna länken
länkne fungerar inte
lnäken funkar inte
my link does not work
the link doesn't work
my link has expired
the link is broken
link not working
I can't open the link
my link says invalid
the lnik does not work
min länk funkar ej
det står att länken är ogiltig
länken har gått ut
länken är för gammal
klickade på länken men inget händer
my link doesn't work
link does not open
the link has expired
the link expired`,
  link_life: `
hur länge gäller länken
hur länge är länken giltig
när går länken ut
how long is the link valid
when does the link expire`,
  new_link: `
jag vill ha en ny länk
kan jag få en ny länk
skicka länken igen
skicka min länk
skicka ett nytt mejl till mig
jag behöver en ny länk
länk tack
I need a new link
can I have a new link
send me a new link
send me the link again
please resend my link
another link please
new link pls`,
  am_i: `
vad ska jag göra nu
what should I do
do I have to do anything
är jag klar nu
är mitt konto kopplat
am I done?
är jag verifierad
är jag verifierad?
är jag kopplad
är jag klar
har jag verifierat mig
är min adress verifierad
är mitt konto klart
hur går det för mig
vad är min status
vilken adress har ni för mig
ar jag verifierad
är jag verfierad
am I verified
am i verified?
am I connected
am I done
have I verified my address
is my account ready
what is my status
which address do you have for me
is my email verified
är min adress verifierad?
är jag klar nu?
har min adress verifierats
behöver jag göra något mer?
is my account verified?
have i been verified
är jag klar?
har jag verifierat min adress`,
  own_address: `
you have the wrong address for me
min adress är fel
ni har fel adress till mig
fel e-post
fel mejladress
jag har bytt mejl
jag har en ny mejladress
hur byter jag min e-postadress
mejlet går till fel adress
ni har min gamla adress
fel adrss
wrong address
my address is wrong
you have the wrong email for me
I have a new email address
I want to change my email address
the mail goes to my old address
my email is misspelled`,
  link_me: `
koppla mig
vet du vem jag är
känner du igen mig, vem är jag?
who am I
connect me
link my chat`,
  english: `
engelska tack
kan du svara på engelska
engelska
speak English
answer in English please
english please
prata engelska`,
  swedish: `
svenska tack
på svenska
answer in Swedish
kan vi ta det på svenska
byt språk till svenska`,
  roles: `
vem har behörighet att skicka
vilka är administratörer
vem är admin
vem har behörighet
hur ger jag någon behörighet
gör Anna till admin
who is an admin
who has permission
how do I add an admin
vem är ägare
hur lägger jag till en administratör
lägg till en kollega som administratör`,
  domains: `
vilka domäner är verifierade
lägg till en domän
visa domänerna
which domains are verified
add a domain
lägg till vår domän
vilka domäner är godkända`,
  apart: `
det var fel, de är olika personer
de är inte samma person
det är två olika människor
ångra sammanslagningen
jag slog ihop fel personer
hur tar jag isär dem
det var inte samma person
they are different people
that was wrong, they are not the same person`,
  shared: `
vilka delar adress
vilka har samma adress
who shares an address
who has the same email`,
  history: `
vem gjorde vad
visa loggen
vad har hänt
visa historiken
what happened
show the log
who did what, show history
vad gjordes igår
vem gjorde vad igår
who did what`,
  who_mailed: `
vem mejlade Anna
vem skickade till Anna Ek
vem har mejlat Anna?
när mejlades Anna
när skickades mejlet till Anna
who mailed Anna
who sent the mail to Anna
when was Anna mailed
who emailed anna.berg@acme.example`,
  history_check: `
är loggen manipulerad`,
  setup: `
fungerar allting som det ska
fungerar allt?
är allt rätt inställt
does everything work`,
  human: `
vem ska jag fråga
jag vill prata med en människa
vem kan hjälpa mig, vem kontaktar jag
support
I want to talk to a human
who do I contact`,
  elsewhere: `
hur många semesterdagar har jag kvar
när kommer lönen
jag är sjuk idag
hur ansöker jag om föräldraledighet
jag vabbar idag
var hittar jag min lönespec
hur mycket övertid har jag
jag vill söka tjänstledigt
när är nästa lönesamtal
kan du boka ett mötesrum
hur lång är min uppsägningstid
var lämnar jag kvitton
min reseräkning är inte godkänd
vad blir det för väder
vad är det för lunch idag
vem är sjuk idag
vilka har semester i juli
hur mycket friskvårdsbidrag får jag
när får jag min pension
skrivaren funkar inte
I want to take a holiday
how many vacation days do I have left
where is my payslip
I'm sick today
when do we get paid, when does the salary come
how do I apply for parental leave
can you book a meeting room
how do I submit my expenses
who is on vacation
what's the weather like
my timesheet is wrong
how much overtime do I have`,
  help: `
vem är du
vilka kommandon finns
vad kan jag skriva
jag behöver hjälp
I need help
what commands are there
hjälp mig
jag fattar ingenting
what can I do here
vem är du`,
}

/** Lines that name somebody or a place: the intent, the name, and the line. */
export const named: [intent: string, name: string, line: string][] = [
  ['send_again', 'Anna', 'skicka igen till Anna'],
  ['send_again', 'Anna Ek', 'Skicka mejlet igen till Anna Ek'],
  ['send_again', 'anna', 'skicka igen till anna'],
  ['send_again', 'Anna', 'send again to Anna'],
  ['send_again', 'Anna Berg', 'Resend the mail to Anna Berg'],
  ['send_again', '00217', 'skicka om till 00217'],
  ['new_link', 'Anna', 'skicka en ny länk till Anna'],
  ['new_link', 'Bo', 'ny länk till Bo'],
  ['new_link', 'Anna', 'send a new link to Anna'],
  ['address', 'Anna', 'byt adress på Anna'],
  ['address', 'Anna Ek', 'ändra adressen för Anna Ek'],
  ['address', 'Anna', 'lägg till en adress för Anna'],
  ['address', 'Anna', 'Annas adress är fel'],
  ['address', 'Anna', 'change the address of Anna'],
  ['address', 'Anna', 'add an address for Anna'],
  ['address', 'Anna', 'lägg till anna@acme.example till Anna, ny adress'],
  ['missing_email', 'Göteborg', 'vilka i Göteborg saknar e-post'],
  ['missing_email', 'Acme', 'vilka på Acme saknar adress'],
  ['missing_email', 'Acme Bygg AB', 'who has no email at Acme Bygg AB'],
  ['not_verified', 'Göteborg', 'vilka i Göteborg har inte verifierat'],
  ['not_verified', 'Acme', 'who at Acme has not verified'],
  ['bounced', 'Acme', 'vilka på Acme studsade'],
  ['remind', 'Lager', 'påminn alla på Lager'],
  ['remind', 'Acme', 'remind everybody at Acme'],
  ['list', 'Göteborg', 'alla i Göteborg'],
  ['list', 'Göteborg', 'everybody in Göteborg'],
  ['list', 'Göteborg', 'visa alla i Göteborg'],
  ['list', 'Acme', 'alla på Acme'],
  ['list', 'Acme', 'på Acme'],
  ['list', 'Acme', 'at Acme'],
  ['list', 'Lager', 'vilka jobbar på Lager'],
  ['list', 'Kundtjänst', 'list everyone in Kundtjänst'],
  ['send', 'Acme', 'skicka till alla på Acme'],
  ['send', 'Göteborg', 'verifiera alla i Göteborg'],
  ['send', 'Acme', 'mail everyone at Acme'],
  ['progress', 'Acme', 'hur går det för Acme'],
  ['progress', 'Acme', 'hur går det på Acme?'],
  ['progress', 'Göteborg', 'how is it going in Göteborg'],
  ['person', 'Anna Ek', 'Anna Ek'],
  ['verified', 'Anna', 'har Anna verifierat sig'],
  ['verified', 'Anna', 'has Anna verified'],
  ['cannot_login', 'Anna', 'Anna kan inte logga in'],
  ['no_mail', 'Anna', 'Anna har inte fått något mejl'],
  ['no_mail', 'Anna', 'Anna did not get the mail'],
  ['bounced', 'Bo Ask', 'mejlet till Bo Ask kom inte fram'],
  ['link_broken', 'Anna', 'Annas länk fungerar inte'],
  ['erase', 'Anna', 'ta bort Anna'],
  ['erase', 'Anna', 'delete Anna'],
  ['disconnect', 'Anna', 'koppla bort Anna'],
  ['report_file', 'Acme', 'exportera alla på Acme till excel'],
  ['progress', 'Acme', 'kan du visa hur det ser ut på Acme'],
  ['send', 'Acme', 'kan vi mejla alla på Acme igen'],
  ['send', 'Acme Bygg', 'gör ett utskick till Acme Bygg'],
  ['who_mailed', 'Anna', 'vem skickade till Anna'],
  ['who_mailed', 'Anna', 'när fick Anna sitt mejl'],
  ['person', 'Anna', 'har Anna fått mejlet'],
  ['verified', 'Anna', 'är Anna verifierad'],
  ['list', 'Anna', 'sök efter Anna'],
  ['list', 'Anna Ek', 'hitta Anna Ek'],
  ['new_link', 'Anna', 'skicka om länken till Anna'],
  ['send_again', 'Anna', 'mejla Anna en gång till'],
  ['address', 'Anna', 'byt mejl på Anna'],
  ['address', 'Anna', 'ändra Annas e-postadress'],
  ['address', 'Anna', 'Anna har fått ny adress'],
  ['address', 'Anna', 'lägg in adress för Anna'],
  ['erase', 'Anna', 'ta bort Anna'],
  ['inactive', 'Anna', 'Anna har slutat'],
  ['leaving', 'Anna', 'Anna slutar i december'],
  ['erase', 'Olle', 'Olle slutade i mars, ta bort honom'],
  ['roles', 'Bo', 'gör Bo till admin'],
  ['list', 'Göteborg', 'alla i Göteborg'],
  ['list', 'Acme Bygg', 'vilka jobbar på Acme Bygg'],
  ['list', 'cheferna', 'visa cheferna'],
  ['remind', 'Acme', 'remind everyone at Acme'],
  ['send_again', 'Anna', 'resend to Anna'],
  ['address', 'anna', 'change annas email adress'],
  ['cannot_login', 'lönesystemet', 'jag kan inte logga in i lönesystemet'],
  ['send_again', 'läk', 'skika en ny läk'],
  ['who_mailed', 'Olof Moberg', 'vem skickade mejlet till Olof Moberg'],
  ['address', 'Olof Moberg', 'vem har ändrat adressen för Olof Moberg'],
  ['history', '0001', 'vad har hänt med 0001'],
  ['history', 'Erik', 'vad gjorde Erik igår'],
  ['send_again', 'Olof Moberg', 'skicka igen till Olof Moberg'],
  ['new_link', 'Olof Moberg', 'kan Olof Moberg få en ny länk'],
  ['send', 'olof moberg', 'skikca om mejlet till olof moberg'],
  ['address', 'Olof Moberg', 'byt mejladress på Olof Moberg'],
  ['address', 'Olof Moberg', 'Olof Moberg har bytt mejl'],
  ['address', 'Olof Moberg', 'lägg in en adress för Olof Moberg'],
  ['address', 'Olof Moberg', 'fel adress på Olof Moberg'],
  ['progress', 'Acme', 'siffror för Acme'],
  ['list', 'Acme', 'alla på Acme'],
  ['list', 'Göteborg', 'alla som jobbar i Göteborg'],
  ['list', 'ekonomiavdelningen', 'visa ekonomiavdelningen'],
  ['progress', 'Acme', 'hur går det för Acme'],
  ['send', 'acme', 'skicka ut till alla på acme som inte fått något'],
  ['inactive', 'Olof Moberg', 'Olof Moberg har slutat hos oss'],
  ['roles', 'Sara', 'ge Sara adminrättigheter'],
  ['extract', 'Olof Moberg', 'vilka uppgifter har ni om Olof Moberg'],
  ['erase', 'Olof Moberg', 'radera allt om Olof Moberg'],
  ['send_again', 'Olof Moberg', 'resend it to Olof Moberg'],
  ['address', 'Olof Moberg', 'Olof Moberg has a new email address'],
  ['who_mailed', 'Olof Moberg', 'who emailed Olof Moberg'],
  ['disconnect', 'Anna', 'ta bort Annas koppling'],
]
