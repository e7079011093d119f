/*
 * 1296 Danish words to pick passphrases from: 6 to the power of 4, so four dice pick one. Only the letters from a to z,
 * which every keyboard has, and no word that a single slip would turn into another one of the list.
 */

const LIST = `
  abrikos adresse advokat aften aftensmad agerland agurk akrobat aksel aktivitet akvarium alarm album
  alfabet algebra alkove almanak alpe altan ampul ananas andedam andefugl ankel anorak ansigt antikvar
  antilope anvisning apotek appelsin appetit april arbejde arena arkitekt arkiv armbind armhule artikel
  artist asfalt astronom atelier atlas atom aubergine august avisbud avocado baby bacon badebold badedyr
  badehat badevand bagage bageovn bager baghus bagside bakke bakketop bakspejl balance balkon ballade ballet
  balsam bambus banan bane bankbog banner barn barndom barnevogn barok barrikade baryton basar basilikum
  basker bassin bavian beboer bedstefar bedstemor begonia belysning bestik betaling beton bibel bibliotek
  bikube billede bilvask binde bingohal biograf biologi birk biskop bison bjerg bjergtop bjergvej blad
  blanket blink blok blomme blomst bluesband bluse blyant boble boghandel bogreol bogstav bokser bolig
  bolsje bolt bondemand bordben borddug borg borger bornholm bosted botanik brand brandbil brandmand
  brandvogn bremse brev brille brokkoli bronze brunkage brusebad bryg brygge bryllup budget buffet buket
  bukseben bunker bureau busk buslomme busrejse busser butik butler byfest byggeri bygherre bygning bykort
  bymidte byrum bytur byvej cafe campist celle cement center chef chokolade cirkel cirkus citron civil
  computer cowboy creme cykel cykelsti cykeltur cyklist cyklon dadel dagplejer dagslys damehat dampbad
  dampskib dansegulv danser dansesko datter delfin dessert detalje dialekt diamant digt digter diskotek
  dokument domino domkirke dragt drama dreng drik drivhus dronning drueklase druer duge dukke dukkehus
  dukkevogn dusin dybfryser dykker dynamo dyne dyrehave dyrepark edderfugl edderkop efter egern eksamen
  eksempel eksport ekspres elastik elefant elektrik element elevator engel ensemble erindring eskorte
  espresso estragon etiket etui eventyr fabel fabrik fabrikant fader fagbog fakkel faktum familie fanfare
  fantasi farfar farve farvelade fasan fasanjagt fase fastelavn februar ferie feriedag feriehus fersken fest
  festival figen figur filet film filosof filter finale finger finke fisker fjeld fjer fjord flade flag
  flagermus flagstang flamenco flamingo flamme flaske fletning flora flue flugt flygel flyver flyvetur
  fodbold folder folk fordel foredrag forening forfader forfatter forhal forlag format forord forsker
  forsommer forstand fortov forum fossil foto fotograf frakke fred fredag fregat fregne frelse frisk frisur
  fritid frost frugthave frugtsaft fugl fuglerede fuglesang fyrste fysik gadedreng gadelygte gaffel galleri
  galop gangbro garage garde gardin gavekort gazelle gedebuk geder gejser generator gensyn geografi
  geometri gepard gerbera gevir gigant gips giraf gitar gitter glas glasur gletsjer glimmer glimt globus
  glose gnist gobelin golf gondol gople gorilla grad grafik grammatik granit gravhund grenadine grevinde
  grib griffel grill grillmad grise grosserer grotte grundlov gruppe grus gryde gudinde guide guld guldfisk
  guldring gulerod gulvspand gummi gyldenris gymnasium gymnast gynge gyngehest hage halm halmtag hamburger
  hammer hamster handel handske harmoni harpe hasselmus havbund havebord havfrue havn havnefest havnekaj
  havregryn hegn hejrefjer hektar held hermelin herold herre hestehov hestesko hestevogn hilsen himmel
  hingst historie hjelm hjemland hjemmesko hjemvej hjerne hjort hjulspor hobby hofnar hollandsk honning
  honningbi hoppebold horisont horn horoskop hospital hotel hoved hovedstad hovedvej hovmester humle humlebi
  humor hund hundehus hvalp hvalros hvede hvepse hverdag hvirvel hvisken hyacint hyben hybrid hygge hylde
  hymne hytte idealist idol iglo ildflue ildsted ildtang indgang indkomst indsats indtryk industri insekt
  iris isbjerg isblok isbod ishockey iskaffe isskab istap isvaffel isvand jagthund jaguar jasmin jazz jeans
  jeep jernbane jernport jetfly jetmotor jockey jogger jolle jordbund journal joystick jubel juice julegave
  julelys juli jungle kabale kabine kadet kaffe kaffekop kagefad kahyt kajak kakao kaktus kalender kalk
  kalkun kamel kamera kamille kamin kammerat kanal kandidat kaninhul kano kantarel kantine kapitel kaptajn
  karaffel karakter karamel kardinal karneval karrusel karry karton kaskade kasket kassebil kassette
  kastanje katalog katedral katte keramik kerne kernehus kiks kilde kilo kimono kiosk kirke kirkebog kiste
  kittel kiwi kjole klang klapper klar klasse klaver klient klima klinge klinik klippe klods klokke klon
  kloster klub klump knage knallert knap knaphul knippel knold knude kobber kobling kode kogebog kokosmel
  kolibri kollega koloni komedie komet kompas kompot koncert konditor konfekt konge kongres kontor kontrakt
  kopi koral kornmark kort kostume krabbe krans krat krave kreditor kreds kridt kringle krog krokus krone
  krukke krydderi krydsord krystal kube kuffert kugle kulisse kultur kunst kunstner kupon kuppel kurs
  kvadrat kvalitet kvarter kvidder kvinde kvist kylling kystby labyrint lakrids laks lampe lampelys landevej
  landkort landsby landskab langrend lanterne lasagne lastbil lava lavendel legeland legende lektier leopard
  lilje lilla limonade lineal linoleum linse lodge lommebog lommelygte lotteri lotus lovbog luksus lupin lyde
  lygte lyskryds lyskugle lysthus madding madkurv madras magasin magisk magnet magnolia majs majsmark makker
  makrel maler malkeko malurt mand mandag mandarin mandolin manege mappe maraton marcipan marionet marked
  markmus markvej marmor marsvin marts maske maskine matador matros mave medalje medicin medister megafon
  mejeri mekanik melbolle melodi melon menneske mentor menu messing metal meteor metropol middag mikrofon
  mile mimose mineral minibus minister mirakel mobil molekyle monark morfar morgen mosaik motor motorvej
  mudder muffe muflon mulepose mundkurv murer muse museum musical musik musiker muskat muskel musling
  myggenet mynte myretue mysterie nabo naboer nabolag narcis narhval narkose natbord natbus natur negle
  nektarin nisse nordlys nordmand nordpol notesbog novelle november nudel nugat nylon nyre objekt oboist odder
  okse oksehale oktav oktober oldemor oldtid olie oliven omelet onsdag opal opera opfinder opskrift optik
  ordbog ordspil oregano original orkan orkester orkide orlov ostemad otium paddehat pagode pakhus
  palads palet palme pande panter papaya papir paprika parabol parade paradis paraply parfume park partner
  passager passat pasta pastil pastinak pavillon peber pedal pelikan pels penalhus pendler pendul pensel
  pensum peperoni perle persille pianist piano pibe picnic pigment pilgrim pilot pincet pindsvin pingvin
  pioner pirat pistacie pizza plakat plan planet planke plankton plaster platan podning poesi poet pokal
  polarhav polarlys politik polka pony popcorn poppel porre portal portvin postbud postkort potte prins
  prisme prop propel provins puddel pude pulver pumpe pyjamas pynt pyramide python quinoa quiz rabarber
  radiator radio radise ranke rapport rapsmark realist rebstige rebus recept refleks regatta regering
  regnbue regnorm regnskov regnvejr rejse rensdyr reol republik ribs ridder ridehest ringbane ringbind ringe
  riskage robe robot rokke roman roset rosmarin roulade rubin rubrik rugby rumfart rumskib rundtur rytter
  safir safran salami salat salatfad salmebog saltkar samba samling sandal sandslot sangbog sanger sangfugl
  sangkor satellit satin sauna savsmuld saxofon scene scepter scooter segment sejler sekund selleri selskab
  semester sennep sensor server service sesam session sherpa sidevej signal sigte sild silhuet silke simpel
  sirene sirup skabelon skelet skib skibskok skifer skistav skitur skive skjold skjorte skole skolebus
  skorpe skorsten skov skovbund skovsti skovtur skrift skrubbe skrue skuespil skuffe skulder skulptur skygge
  skypumpe slagter slalom slange sludre slurk slutning smaragd smed smedje smil smutvej snabel snefnug snegl
  snekugle snemand snit snog snorkel sofa sokker soldat solo solsikke solskin sommer sonate sopran sparegris
  spejder spejl spids spidsmus spiller spindel spion spiral spire sport sporvogn sprint sprinter sprog
  stadion stakit standard start statist stearin stedbarn stedsans stemme stenbro stenbrud stikling stjerne
  stof stokrose storby stork strand streg strudel studie stue stykke sump suppe suppeske surdej surfer svale
  svamp svend svensk svensker svoger sydfrugt sydkyst sydpol symbol symfoni tablet tagrende tagsten takst
  talent tallinje tandem tandpasta tango tank tante tapet tapioka taxa teater tebirkes tegl tegner tekande
  teknik tekniker tekop telefon telegraf telemark teleskop telt tema tempel tempo tennis teori terning
  terrasse tidevand tidsel tiger time timeglas timian titel tivoli tjeneste toast togbane togrejse togspor
  toilet toldbod tomat tombola tone torden tornado torsdag torsk torv torvehal trailer traktat traktor
  trapez trappe trekant triangel trin triumf trofast trold trommer trompet trussel tryk trylleri tulipan
  tunfisk tunge tunnel turban turist turkis tusind tvebak tvilling tyngde udflugt udgang udgave udhus udkant
  udland udsigt udspring udstyr ugeblad ugedag ulvehyl underlag uniform union univers urmager urskive urskov
  urtehave urtete utopi vaffelis vagt vagtel valg valgdag valmue vandfald vandhane vandhul vandkant vandmand
  vandpyt vandrer vandski vandtank vandvej vanilje varme varsel vask vaskeri vedbend veganer vegetar
  vejkryds vejrhane vejskilt vejviser venskab ventil veranda verden vestkyst veto viadukt vidne vidunder
  vifte vikar viking vildand vildsvin vinbjerg vindue vinkel vinter vinterhi viol violin vippe virkning
  visdom vise visir vitamin vogne vognmand vognport vokslys voliere volley vugge vulkan yoga yoghurt zebra
  zeppelin zigzag zink zoolog
`

export const DANISH_WORDS: readonly string[] = LIST.trim().split(/\s+/)
