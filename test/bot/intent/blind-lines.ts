/**
 * Lines by three people who had seen neither the phrases nor the examples, by whose they are and what they must lead
 * to. The first time, 92, 92 and 96 of 100 of theirs did.
 */
export const blind: { as: 'admin' | 'employee'; means: string; lines: string }[] = [
  {
    as: 'admin',
    means: 'address_change',
    lines: `
Ändra Annas Lindqvists adress till anna.lindqvist@acme.example
Olle Åkesson har bytt mejl, ny är olle@nordvik.example
add address for Sandra Nyström: sandra.n@fjallkraft.example
Fatima Haddads e-post är fel, den ska vara fatima.haddad@hemtjanst.example
byt mejl på erik björk
Sandra Nyström's new email is sandra@privat.example
lägg in anna@goteborg.example på Anna Lindqvist
Hej, Erik Björk har fått ny e-postadress: erik.bjork@fjallkraft.example. Kan du uppdatera?
change email for Olle Åkesson`,
  },
  {
    as: 'admin',
    means: 'bounced',
    lines: `
Har några mejl studsat?
which addresses bounced
vilka mail kom tillbaka
Did any of the mails come back undelivered?
vilka mejl gick inte fram
vilka adresser funkade inte, där mejlet kom i retur
Kom det några studsar efter utskicket igår?`,
  },
  {
    as: 'admin',
    means: 'check_setup',
    lines: `
Funkar mejlinställningarna?
is the mail set up correctly
Kan du kontrollera att vår e-post är rätt uppsatt innan vi börjar?
check that mail sending works
fungerar mejlen som den ska?
Does our mail setup work?`,
  },
  {
    as: 'admin',
    means: 'connect_sync',
    lines: `
Är det några skillnader mellan Flex och Visma Connect?
stämmer våra uppgifter med det som ligger i Connect
vilka finns i visma connect men inte hos oss
Any differences between us and Visma Connect?
Skiljer sig något mellan oss och inloggningstjänsten?
compare with Visma Connect
avvikelser mot connect`,
  },
  {
    as: 'admin',
    means: 'delete_person',
    lines: `
Ta bort Olle Åkesson, han har slutat
GDPR extract for Anna Lindqvist please
Sandra Nyström begär registerutdrag enligt GDPR, hur får jag fram det?
please erase Anna Lindqvist completely
Fatima Haddad vill bli borttagen ur systemet
ta bort anna lindqvist
delete Erik Björk, he left us`,
  },
  {
    as: 'admin',
    means: 'expired',
    lines: `
vems länk har gått ut?
anybody whose link has run out?
Vilka har länkar som inte gäller längre
Vilka hann inte klicka innan länken slutade gälla?
expired links
utgångna länkar
Whose links have expired at Acme?`,
  },
  {
    as: 'admin',
    means: 'help',
    lines: `
hjälp
what can you do?
Vad kan jag fråga dig om?
help pls
vad kan du göra?
Jag är ny här som HR-assistent, hur använder jag dig?`,
  },
  {
    as: 'admin',
    means: 'history',
    lines: `
Vem har gjort vad den senaste veckan?
show the log
logg tack
What have the other admins done today?
vem har ändrat vad
Kan jag se en logg över allt som administratörerna gjort i systemet?
who did what yesterday`,
  },
  {
    as: 'admin',
    means: 'import',
    lines: `
Jag har en fil med anställda, vad gör jag med den?
how do I upload our employee list
var laddar jag upp personallistan
I've got a spreadsheet with all our staff, how do I get it in?
Hur läser jag in våra anställda från en fil?
har en excel med alla anställda, vart ska den`,
  },
  {
    as: 'admin',
    means: 'missing_address',
    lines: `
Vilka saknar mejladress?
vem har ingen e-post inlagd
who has no email registered
finns det folk på Lager utan mailadress
Finns det anställda som vi inte har någon e-postadress till?
saknas adress på nån
list people without an e-mail address
hur många timanställda på Hemtjänst saknar e-post?
vilka har tomt i mejlfältet
utan mejl?
Vi har nog en del vikarier där vi aldrig lagt in någon e-postadress, vilka är det?
vilka saknar epost pa acme
Who are we missing addresses for at Nordvik`,
  },
  {
    as: 'admin',
    means: 'not_verified',
    lines: `
Vilka har inte verifierat sig än?
who hasn't verified yet
vilka på Hemtjänst saknas fortfarande, alltså som inte klickat på länken
lista på dom som inte är anslutna i Luleå
Show me everybody at Nordvik still not connected please
vilka e kvar
Jag behöver namnen på dem som ännu inte har bekräftat sin e-postadress.
give me the names of those who still haven't done it at Acme
har alla på ekonomi gjort klart eller e det nån som latat sig
vika har inte verfierat
ej verifierade
Skulle du kunna ta fram vilka på Lager som ännu inte har anslutit sig till Visma Connect? Tack!
who's left
vem har inte gjort klart i göteborg
Which employees have not connected yet?`,
  },
  {
    as: 'admin',
    means: 'other',
    lines: `
när är lönekörningen den här månaden
How do I register parental leave for an employee?
Hur lägger man upp ett nytt schema i Flex?
vad är semesterlönetillägget i procent
Kan du ändra lönen för Erik Björk
what's the weather in Göteborg today`,
  },
  {
    as: 'admin',
    means: 'progress',
    lines: `
Hej! Hur långt har vi kommit med verifieringen?
hur går det
hur många är klara nu
how far along are we?
Kan du ge mig en lägesbild för Fjällkraft, tack
hur gar utskicket
läget?
God morgon. Jag skulle behöva veta hur stor andel som är klara i kommunen så här långt, det är styrgruppsmöte klockan tio.
hur många procent har verifierat på nordvik
hows it going with the mailing
Status Göteborg?
hur ligger vi till
How many have verified so far at Fjällkraft?
Går det framåt i Luleå eller har det stannat av?
hur manga har gjort det av alla
Tjena, hur rullar det på med verifieringen?`,
  },
  {
    as: 'admin',
    means: 'protected',
    lines: `
Hur gör vi med personer som har skyddad identitet?
Do we have anyone with protected identity
vilka har skyddade personuppgifter
Vi har en medarbetare med sekretessmarkering. Får hon också mejl?
skyddad identitet
What about employees with protected identity, are they included?`,
  },
  {
    as: 'admin',
    means: 'remind',
    lines: `
Skicka en påminnelse till alla som inte svarat
påminn dom
Please remind the ones who haven't answered
kan du puffa på de som inte har gjort det än på Ekonomi
påmminelse till göteborg tack
kan du påminna de som inte svarat? tack på förhand
knuffa på alla som inte verifierat i Luleå
send a reminder to everyone who hasn't clicked
skicka paminnelse
Nudge the Nordvik people again
påminn alla
Det är dags att skicka påminnelser till dem på Ekonomi som inte har hört av sig
remind everyone who has not replied
kan vi tjata lite på de som inte verifierat
Påminnelse till Hemtjänst som inte svarat`,
  },
  {
    as: 'admin',
    means: 'report',
    lines: `
Kan jag få statistiken i Excel?
export the list
behöver en rapport till ledningsgruppen
exportera till excel
Chefen vill ha siffror per enhet, går det att få ut som en fil?
I need a report for management
statistik
Could I have the numbers as an Excel file?
kan man få ut listan som en fil`,
  },
  {
    as: 'admin',
    means: 'resume',
    lines: `
fortsätt skicka
Please resume the sending
Nu kan du sätta igång utskicket igen
continue sending
återuppta
ok vi kan köra igång igen efter pausen
start sending again`,
  },
  {
    as: 'admin',
    means: 'roles',
    lines: `
Vem är administratör här?
make Fatima Haddad an admin
gör Olle Åkesson till admin
who are the admins?
Vilka har behörighet som administratör
Sandra Nyström ska också vara administratör
vem är admin
Who has admin rights`,
  },
  {
    as: 'admin',
    means: 'send',
    lines: `
Skicka ut till alla på Acme
send to all
nu kör vi, skicka till hela Hemtjänst
Skicka verifieringsmejlet till samtliga i Luleå
Då vill vi gärna börja med enheten Lager, skicka till alla där är du snäll
skicka till göteborg
mail everyone at Fjällkraft
ut med mejlen till alla nu
Starta utskicket för Nordvik
skicka till alla i kommunen
Please send to the Ekonomi unit
send to Luleå`,
  },
  {
    as: 'admin',
    means: 'send_one',
    lines: `
skicka om till Olle Åkesson
Kan du vara snäll och skicka ett nytt mejl till Sandra Nyström, hon har slängt det gamla
resend to Anna Lindqvist
ny länk till erik bjork
Fatima Haddad needs a new link
Sandra Nyström har tappat bort sitt mejl. Skicka igen.
skicka till Fatima Haddad
can you send it again to Olle Åkesson, he deleted it by mistake
erik björk vill ha ny länk han står här och är sur
anna lindqvist en gång till
Kan Erik Björk få ett nytt mejl?
skicka till sandra nystrom igen
Send Anna Lindqvist a new link please
Olle Åkesson ringde, han behöver ny länk
skicak ny länk till Fatima haddad
mail Sandra Nyström again`,
  },
  {
    as: 'admin',
    means: 'show_letter',
    lines: `
Hur ser mejlet ut?
show me the letter they get
får jag läsa texten innan vi skickar
vad står det i mejlet som folk får?
Preview of the email?
visa brevet
Jag undrar hur mejlet till de anställda är formulerat, kan du visa det?
what does the email look like?`,
  },
  {
    as: 'admin',
    means: 'status_person',
    lines: `
Hur ligger det till med Erik Björk?
status Sandra Nyström
is Olle Åkesson verified?
Har Fatima Haddad verifierat sig?
kolla anna lindqvist
How is Erik Björk doing?
vad är status på olle åkesson
Where are we with Fatima Haddad?
Hur står det till med Sandra Nyström, har hon klickat på länken?`,
  },
  {
    as: 'admin',
    means: 'stop',
    lines: `
Stoppa utskicket!
stop sending now
pausa
STOPP det är fel mejl som går ut!!
hold off on sending any more for now
sluta skicka
Vänligen pausa utskicket till Göteborg tills vidare`,
  },
  {
    as: 'admin',
    means: 'test_letter',
    lines: `
Skicka ett testmejl till mig
can I get a test mail first
Jag vill gärna se hur det kommer fram i min egen inkorg först, kan du skicka ett prov till mig?
testbrev tack
send a test to me
testa på mig först
I'd like a test letter to my own inbox`,
  },
  {
    as: 'admin',
    means: 'thanks',
    lines: `
Tack så mycket för hjälpen!
thx
toppen tack
Great, thank you!
tusen tack du är en pärla
cheers`,
  },
  {
    as: 'admin',
    means: 'undo_cancel',
    lines: `
nej vänta
ångra
never mind
nä
Avbryt, det blev fel
no, cancel that
strunt i det
Oj, det var inte meningen. Går det att ångra?
no`,
  },
  {
    as: 'admin',
    means: 'who_mailed',
    lines: `
När skickades det senast till Anna Lindqvist?
who sent the mail to Erik Björk
vem var det som skicka mejlet till fatima haddad
När mejlade vi Sandra Nyström sist, och vem gjorde det?
has anyone mailed Olle Åkesson and when
har erik björk fått nåt mejl från oss och i så fall när
vem mejlade olle åkesson
When did we last mail Fatima Haddad?
Anna Lindqvist säger att hon aldrig fått något från oss. När skickade vi till henne?`,
  },
  {
    as: 'admin',
    means: 'yes',
    lines: `
ja
japp gör det
yes please
Ja tack
ok kör
yep
jajamän
Ja, det stämmer
sure go ahead`,
  },
  {
    as: 'employee',
    means: 'am_i_verified',
    lines: `
Är jag verifierad nu?
am i done
gick det igenom? jag klickade igår
har jag gjort klart allting?
Did my verification go through?
am I verified?
Är min adress bekräftad eller måste jag göra nåt mer?`,
  },
  {
    as: 'employee',
    means: 'cannot_login',
    lines: `
Kommer inte in i Flex
jag kan inte logga in på stämpelklockan
i cant log in
Hej, har försökt logga in sen i morse men det går inte. Jobbar på Lager.
logga in går ej
funkar inte att logga in, har provat tre gånger
kommer inte in
Hej jag heter Olle Åkesson och jobbar på lagret i Luleå, jag skulle stämpla in men den säger att jag inte får logga in. Vad ska jag göra?
cannot log in to flex since monday
inlogningen funkar ente
Still cannot get into Flex, what do I do?
kan ej logga in
Jag är sjuksköterska på nattpasset och kommer inte åt mitt schema, det går inte att logga in.
login not working
it wont let me in
varfor kan jag inte logga in langre`,
  },
  {
    as: 'employee',
    means: 'forgot_password',
    lines: `
Glömt lösenordet
forgot my password
minns inte mitt lösen
Jag har glömt mitt lösenord till Visma Connect, hur byter jag?
need to reset password
glömt lösen
I don't remember my password`,
  },
  {
    as: 'employee',
    means: 'genuine',
    lines: `
Är det här mejlet äkta eller bluff?
is this phishing
vågar man klicka på det här mailet från visma
är detta spam??
Is this email for real or a scam?
Min man säger att man aldrig ska klicka på sånt här. Är det verkligen från er?
is that mail legit`,
  },
  {
    as: 'employee',
    means: 'help',
    lines: `
hjälp mig
help
Jag behöver hjälp
can you help me
hjälp!!
I need some help please`,
  },
  {
    as: 'employee',
    means: 'human',
    lines: `
Kan jag få prata med en människa?
I want to talk to HR
vill prata med nån på hr
Is there a real person I can talk to?
kan nån ringa mig
Jag vill tala med en riktig person på personalavdelningen`,
  },
  {
    as: 'employee',
    means: 'link_broken',
    lines: `
Länken funkar inte
lanken har gatt ut
my link expired, can I have a new one?
Hej! Skulle jag kunna få en ny länk? Mvh Sandra Nyström
klickar på länken men det händer inget
det står att länken är ogiltig
länk död
Jag var på semester och nu har länken gått ut, hur gör jag?
the link doesnt work
ny länk tack
kan ni skicka en ny lenk den gamla funkar ej
it says link is no longer valid
länken e för gammal
Can you send me a new link please?
länken fungerar ej på min telefon
Får bara felmeddelande när jag trycker på knappen i mejlet
link expired
behöver ny länk`,
  },
  {
    as: 'employee',
    means: 'no_mail',
    lines: `
Jag har inte fått något mejl
no mail came
alla andra på avdelningen har fått mail men inte jag
har kollat skräpposten oxå men inget mejl
väntar fortfarande på mejlet, när kommer det
inget mejl
Jag skulle ha fått ett mejl för att bekräfta min adress men det har aldrig dykt upp.
I never received the email
ja har int fått nå mail
Checked spam, nothing there
har inte kommit nåt mail
Hejsan! Min kollega fick sitt mejl i tisdags men jag har inte sett till något. Mvh Anna Lindqvist
didn't get any email
var är mejlet?`,
  },
  {
    as: 'employee',
    means: 'other',
    lines: `
när kommer lönen
Jag är sjuk idag
how many holidays do I have left?
hur söker jag semester
My salary is wrong this month
var ser jag min lönespec
I need to call in sick
barnet är sjukt, hur anmäler jag vab`,
  },
  {
    as: 'employee',
    means: 'thanks',
    lines: `
tack!
Thank you so much
tackar
Nu funkar det, tack snälla
Tack för hjälpen, ha en fin dag
thanks`,
  },
  {
    as: 'employee',
    means: 'what_is_this',
    lines: `
Vad är det här för något?
why am I getting this
Varför får jag det här mejlet?
what is this verification thing about
vad handlar detta om
Why do I have to verify my address?`,
  },
  {
    as: 'employee',
    means: 'wrong_address',
    lines: `
mejlet går till min gamla adress
You have the wrong email for me
Ni har skickat till min gamla hotmail, den använder jag inte längre
fel mejladress
mail goes to my old address
Mejlet har gått till fel adress, jag har bytt efternamn och ny e-post
you sent it to my old work email`,
  },
]
