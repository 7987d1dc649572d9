"""A field is read from its label or its sentence, in four languages, and from nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.reading.fields import (
    Labelled,
    label_before_value,
    label_field,
    number_in,
    read_fields,
)
from missions.records import Evidence, FieldValue, Status

LABELS = {
    "since": [
        "Established", "Date of establishment", "Established on", "Date d'établissement",
        "Date de création", "Launch date", "Mission start", "Start of the mission",
        "Deployed since", "Lancement", "Opgericht op", "Oprichting van de missie",
        "Eingerichtet am", "Beginn der Mission", "Einsatzbeginn", "Set up", "Mise en place",
        "Created in", "Start date", "Operational since", "Gründungsdatum",
        "Datum van oprichting", "Début de la mission", "Date of launch", "Date established",
        "Mission established", "Established by", "Year of establishment", "Year established",
        "Operation launched", "Launched on", "Launched in", "Start of operation", "Commenced",
        "Commencement date", "Date of commencement", "Date of deployment", "First deployed",
        "In place since", "In operation since", "Active since", "Mission launched on",
        "Inception", "Mandate start", "Beginning of the mission", "Year of launch",
        "Established (year)", "Founded", "Créée en", "Créée le", "Créé en", "Année de création",
        "Lancée en", "Lancée le", "Date de lancement", "Début des opérations", "Déployée depuis",
        "Mise en place en", "Date de début", "En activité depuis", "Date de mise en place",
        "Établie en", "Opgericht in", "Actief sinds", "Startdatum van de missie",
        "Begin van de missie", "Gelanceerd in", "Jaar van oprichting", "Datum oprichting",
        "Aanvang", "Gestart op", "Lopend sinds", "In werking sinds", "Beginn",
        "Start der Mission", "Gestartet am", "Gegründet", "Errichtet am", "Beginn des Einsatzes",
        "Aktiv seit", "Einrichtungsdatum", "Jahr der Gründung", "Datum der Einrichtung", "Seit",
        "Missionsbeginn", "Start des Einsatzes", "Mandatsbeginn", "since",
    ],
    "until": [
        "Mandate expires", "End of current mandate", "Mandat endet am", "Huidig mandaat tot",
        "Mandate until", "Current mandate until", "Mandate end date", "Fin du mandat actuel",
        "Échéance du mandat", "Einde van het huidige mandaat", "Mandatsende", "Extended until",
        "Mandate runs until", "Expiry date", "Planned end", "Next renewal", "Mandate period",
        "Laufzeit des Mandats", "Mandat jusqu'au", "Verlengd tot", "Mandaat loopt tot",
        "Mandat läuft bis", "Mandate valid until", "Expiration of mandate",
        "Current mandate ends on", "Date d'expiration du mandat", "Mandat verlängert bis",
        "Mandate end", "Mandate expiry date", "Current mandate expires", "Mandate extended to",
        "Mandate extended until", "Mandate expiration", "Current mandate end",
        "Mandated through", "Mandate through", "Authorised until", "Current mandate period",
        "Mandate ends on", "Valid through", "Expires", "Date of expiry of mandate",
        "End of the mandate", "End date of mandate", "Duration of mandate", "Mandate term",
        "Current mandate (until)", "Expected end date", "Mandat valable jusqu'au",
        "Mandat actuel jusqu'au", "Fin de mandat", "Fin du mandat en cours", "Prolongé jusqu'au",
        "Mandat prolongé jusqu'au", "Date de fin de mandat", "Expiration du mandat", "Échéance",
        "Durée du mandat", "Mandaat eindigt op", "Mandaat geldig tot", "Einde mandaat",
        "Einddatum mandaat", "Huidig mandaat loopt tot", "Lopend mandaat tot",
        "Mandaat verlengd tot", "Vervaldatum mandaat", "Mandaat tot en met",
        "Looptijd van het mandaat", "Mandat läuft aus am", "Mandat gültig bis",
        "Ende des Mandats", "Ende des laufenden Mandats", "Aktuelles Mandat bis",
        "Mandat befristet bis", "Mandatsdauer", "Verlängert bis", "Derzeitiges Mandat bis",
        "Mandatsablauf",
    ],
    "ended": [
        "Closing date", "Date of closure", "Withdrawal completed", "Closed", "Closed on",
        "End of mission", "Fin de la mission", "Date de clôture", "Einde van de missie",
        "Einsatzende", "Beendet am", "Afgesloten op", "Terminated", "Completed",
        "Date of completion", "Ende der Mission", "End date", "Gesloten op", "Clôturée le",
        "Ended on", "Ended in", "Date of closing", "Closure date", "Mission closed on",
        "Operation terminated", "Date of termination", "Concluded", "Operation ended on",
        "Mission end", "Date ended", "Termination", "Withdrawn", "Date of withdrawal",
        "Liquidation completed", "Terminée en", "Terminée le", "Achevée en", "Fin",
        "Date de fermeture", "Fermeture de la mission", "Fin de l'opération", "Retrait achevé",
        "A pris fin le", "Beëindigd in", "Beëindigd op", "Datum van beëindiging",
        "Afgesloten in", "Einde", "Sluitingsdatum", "Datum van sluiting",
        "Einde van de operatie", "Terugtrekking voltooid", "Beendet", "Abgeschlossen am",
        "Ende des Einsatzes", "Datum der Beendigung", "Missionsende", "Schließung",
        "Geschlossen am", "Enddatum", "Abzug abgeschlossen", "mission ended on",
    ],
    "host": [
        "Host nation", "Host country", "Location", "Location of the mission",
        "Country of deployment", "Theatre of operations", "Area of operations", "Pays hôte",
        "Pays", "Zone d'opération", "Zone d'opérations", "Gastland", "Einsatzgebiet",
        "Land van de missie", "Host state(s)", "Countries", "Lieu de déploiement",
        "Operatiegebied", "Mission area of responsibility", "Country/region", "Country (ISO)",
        "Country of operation", "Countries of operation", "Host countries", "Host government",
        "Mission location", "Where is it", "Place of deployment", "Theater", "Deployment area",
        "Area of deployment", "Area of responsibility", "Country or territory",
        "Country / territory", "Location(s)", "Theatre of operation", "Pays d'accueil",
        "Pays d'intervention", "Lieu d'intervention", "Théâtre d'opération",
        "Théâtre d'opérations", "Pays concerné", "Lieu de la mission", "Zone de déploiement",
        "Zone de responsabilité", "État hôte", "Land van inzet", "Land van ontplooiing",
        "Inzetgebied", "Waar", "Locatie van de missie", "Gebied van inzet", "Plaats van inzet",
        "Land(en)", "Einsatzländer", "Land", "Ort des Einsatzes", "Einsatzort", "Gastgeberland",
        "Operationsgebiet", "Gaststaat", "Wo", "Stationierungsland", "Land/Region",
        "Missionsgebiet",
    ],
    "strength": [
        "Authorized troop strength", "Total personnel", "Zahl der Einsatzkräfte",
        "Number of international staff", "Strength", "Authorised strength", "Current strength",
        "Effectif autorisé", "Effectifs", "Effectif total", "Personnel déployé",
        "Uniformed personnel", "Troops", "Number of troops", "Staff (as of May 2024)",
        "Strength as at 31 May 2024", "Effectif au 31 mai 2024", "Personeel per mei 2024",
        "Personal (Stand: 31.05.2024)", "Aantal personeelsleden", "Anzahl der Soldaten",
        "Nombre de militaires", "Personalobergrenze", "Maximum strength", "Mission strength",
        "Total number of personnel", "Toegelaten sterkte", "Deployed troops", "Civilian staff",
        "Force size", "Personalstärke", "Total deployed", "Military personnel",
        "Authorized uniformed personnel", "Authorised personnel", "Current personnel",
        "Deployed strength", "Deployed personnel", "Total strength", "Number of personnel",
        "Number of staff", "Staff number", "Number of soldiers", "Number of troops deployed",
        "Personnel strength", "Mission members", "Mission personnel", "Mission size",
        "Approximate strength", "Total uniformed personnel", "Total staff",
        "International staff", "Manpower", "Personnel (approx.)", "Staffing", "Uniformed",
        "Strength (authorised)", "Approved strength", "Troop ceiling", "Troop strength",
        "Headcount", "Effectif maximal", "Effectifs autorisés", "Effectifs déployés",
        "Effectif de la mission", "Nombre de soldats", "Personnel de la mission",
        "Personnel en uniforme", "Nombre total de personnels", "Troupes", "Personnel autorisé",
        "Nombre d'agents", "Membres du personnel", "Effectifs militaires", "Total du personnel",
        "Aantal militairen", "Aantal manschappen", "Aantal troepen", "Totaal personeel",
        "Huidige sterkte", "Maximale sterkte", "Personeel van de missie",
        "Sterkte van de missie", "Aantal medewerkers", "Ingezet personeel", "Ingezette troepen",
        "Internationale medewerkers", "Toegestane sterkte", "Aantal ingezette militairen",
        "Geautoriseerde sterkte", "Truppenstärke", "Anzahl der Mitarbeiter", "Anzahl Soldaten",
        "Stärke der Mission", "Derzeitige Stärke", "Eingesetztes Personal", "Eingesetzte Kräfte",
        "Mandatsobergrenze", "Gesamtpersonal", "Gesamtstärke", "Internationales Personal",
        "Personalbestand", "Personalumfang", "Soldatinnen und Soldaten", "Genehmigte Stärke",
        "Autorisierte Stärke", "Stationierte Soldaten", "Truppen", "Mitarbeitende", "strength",
    ],
    "head": [
        "Head of mission", "Head of Mission (a.i.)", "Force commander", "SRSG",
        "Special Representative of the Secretary-General", "Special Representative",
        "Mission Force Commander", "Operation Commander", "Chef de la mission",
        "Hoofd van de missie", "Leiter der Mission", "Missionsleitung", "Commandant de la force",
        "Head of Office", "Leiterin", "Led by", "Onder leiding van", "Commander",
        "Chief of Staff", "Acting Head of Mission", "EU Operation Commander", "Bevelhebber",
        "Head", "Head of the mission", "Mission head", "Head of field operation",
        "Current head of mission", "Commander of the force", "EU Force Commander",
        "EUFOR Commander", "Mission Commander", "Commander of operation",
        "Special Representative of the UN Secretary-General", "Special Envoy",
        "Special Representative and Head of Mission", "SRSG and Head of Mission",
        "Head of Presence", "Leadership", "Chef de mission", "Cheffe de mission",
        "Chef de l'opération", "Commandant de l'opération",
        "Commandant de la Force de la mission", "Représentant spécial du Secrétaire général",
        "Représentante spéciale", "Directeur", "Sous la direction de", "Hoofd", "Missiehoofd",
        "Leider van de missie", "Commandant van de troepen", "Troepencommandant",
        "Speciaal vertegenwoordiger van de secretaris-generaal", "Bevelhebber van de missie",
        "Leiding", "Leiter", "Missionsleiterin", "Kommandeur der Mission",
        "Kommandeur der Truppe", "Sonderbeauftragter des Generalsekretärs", "Sonderbeauftragte",
        "Befehlshaber", "Leiter des Einsatzes", "Leitung", "Geführt von",
    ],
    "mandate": [
        "Legal basis", "Mandate", "Resolution", "Council decision",
        "Security Council resolution", "Base juridique", "Rechtsgrundlage", "Rechtsgrondslag",
        "Mandate (legal basis)", "Joint Action", "UN mandate", "Mandat", "Relevant resolutions",
        "Permanent Council decision", "Mandated by", "Authorised by",
        "UN Security Council Resolution", "UNSC resolution", "UNSCR", "Legal framework",
        "Council Joint Action", "Founding resolution", "Authorizing resolution",
        "Council Decision (CFSP)", "PC Decision", "PC decision No.", "Base légale",
        "Fondement juridique", "Résolution du Conseil de sécurité", "Décision du Conseil",
        "Décision du Conseil permanent", "Résolutions pertinentes", "Juridische basis",
        "Resolutie van de Veiligheidsraad", "Besluit van de Raad", "VN-resolutie",
        "Wettelijke basis", "Mandaat", "Rechtliche Grundlage", "Resolution des Sicherheitsrats",
        "Beschluss des Rates", "Ratsbeschluss", "Mandatsgrundlage", "UN-Resolution",
        "Völkerrechtliche Grundlage",
    ],
    "budget": [
        "Budget", "Approved budget", "Annual budget", "Budget 2023",
        "Financial reference amount", "Common costs", "Budget (2023/24)", "Begroting",
    ],
    "kind": [
        "Type", "Type of mission", "Nature of the operation", "Soort missie", "Art der Mission",
    ],
    "area": [
        "Headquarters", "HQ", "Siège", "Headquarters location", "Region", "Hauptquartier",
        "Based in",
    ],
    "span": [
        "Dates", "Duration", "Period", "Start and end", "Start – end", "Durée de la mission",
        "Looptijd", "Years of operation",
    ],
    "name": [
        "Mission", "Name of mission", "Official name", "Nom officiel", "Full name",
    ],
    "acronym": [
        "Acronym", "Abbreviation", "Short name", "mission_acronym",
    ],
    "status": [
        "Status", "Current status", "Mission status", "mission_isactive",
    ],
}  # fmt: skip
NO_LABELS = [
    "Contact", "Website", "Address", "Fatalities", "Contributing countries",
    "Top troop contributors", "Languages", "Troop-contributing countries", "Closed missions",
    "Completed missions", "Ongoing missions", "Mission terminée", "Since 2013",
    "Established (2013)", "The mission was established by the Council in 2013",
    "Deputy head of mission", "Head of State", "Member states", "Police contributors",
    "Last updated", "last_update", "mission_longitude", "Total", "Number of missions",
    "Number of countries", "Country of origin", "Current missions", "Number of vehicles",
    "Read more about the mission", "Support", "Mission support", "Field missions",
    "Where we operate", "Email", "Women", "Phone", "Mandate renewed", "Head of delegation",
    "About the mission", "News", "Peace operations", "European Union", "United Nations",
    "The operation", "Operations", "In the field", "Office", "EU mission in Mali",
    "National Action Plan", "Military operations", "Civilian missions", "Police mission",
    "International", "Military", "Civilian missions and operations",
    "Peacekeeping operations", "EU", "NATO", "Missies en operaties", "Current operations",
    "Lopende missies", "Missions civiles", "Opérations militaires",
]  # fmt: skip
SENTENCES = [
    ("Das Mandat lief mangels Konsenses am 31. März 2022 aus.", "ended=2022-03-31"),
    ("Die Beobachter stellten ihre Arbeit am 30. September 2021 ein.", "ended=2021-09-30"),
    ("Het mandaat liep bij gebrek aan consensus op 31 maart 2022 af.", "ended=2022-03-31"),
    ("Die Mission stellte am 3. Mai 2012 einen Bericht vor.", ""),
    ("Der Bericht lief am 3. März 2014 ein.", ""),
    ("The mission was established on 25 April 2013.", "since=2013-04-25"),
    (
        "EUTM Mali was launched on 18 February 2013 and its mandate extended until 18 May 2024.",
        "since=2013-02-18 until=2024-05-18",
    ),
    ("The Council extended the mandate of EUAM Ukraine until 31 May 2027.", "until=2027-05-31"),
    (
        "The Security Council extended its mandate for a final period until 31 December 2026.",
        "until=2026-12-31",
    ),
    ("The current mandate runs until 30 June 2026.", "until=2026-06-30"),
    ("Its mandate expires on 30 June 2026.", "until=2026-06-30"),
    ("The mandate ends on 30 June 2026.", "until=2026-06-30"),
    ("It has been in Kosovo since June 1999.", "since=1999-06"),
    ("The operation closed on 31 December 2023.", "ended=2023-12-31"),
    ("MINUSMA completed its withdrawal on 31 December 2023.", "ended=2023-12-31"),
    ("The mission ended its mandate on 17 May 2024.", "ended=2024-05-17"),
    ("La mission a été créée le 25 avril 2013.", "since=2013-04-25"),
    ("Le mandat a été prorogé jusqu'au 31 mai 2025.", "until=2025-05-31"),
    ("Son mandat arrive à échéance le 31 mai 2025.", "until=2025-05-31"),
    ("La mission a pris fin le 31 décembre 2023.", "ended=2023-12-31"),
    ("De missie werd opgericht op 25 april 2013.", "since=2013-04-25"),
    ("De missie werd op 25 april 2013 opgericht.", "since=2013-04-25"),
    ("Het mandaat werd verlengd tot en met 31 mei 2025.", "until=2025-05-31"),
    ("Het mandaat is tot 31 mei 2025 verlengd.", "until=2025-05-31"),
    ("Het mandaat loopt tot 31 mei 2025.", "until=2025-05-31"),
    ("Het mandaat liep af op 31 mei 2020.", "ended=2020-05-31"),
    ("Die Mission wurde am 25. April 2013 eingerichtet.", "since=2013-04-25"),
    ("Die Mission wurde 2013 gestartet.", "since=2013"),
    ("Das Mandat wurde bis zum 31. Mai 2025 verlängert.", "until=2025-05-31"),
    ("Der Rat verlängerte das Mandat bis zum 31. Mai 2025.", "until=2025-05-31"),
    ("Das Mandat läuft bis 31. Mai 2025.", "until=2025-05-31"),
    ("Die Mission endete am 31. Dezember 2023.", "ended=2023-12-31"),
    ("Das Mandat lief am 31. Dezember 2023 aus.", "ended=2023-12-31"),
    ("The mandate will not be extended beyond 31 December 2026.", "until=2026-12-31"),
    ("Le mandat ne sera pas prolongé au-delà du 31 décembre 2026.", "until=2026-12-31"),
    ("Het mandaat wordt niet verlengd na 31 december 2026.", "until=2026-12-31"),
    ("Das Mandat wird nicht über den 31. Dezember 2026 hinaus verlängert.", "until=2026-12-31"),
    ("The mandate will not be extended until 31 May 2027.", ""),
    ("Elections were held on 7 December 2020.", ""),
    ("The peace agreement was established in 2015.", ""),
    ("Belgium has contributed to the mission since 2013.", ""),
    ("Since 2013 Belgium has deployed 60 soldiers in Mali.", ""),
    ("Ms Jane Doe has been head of the mission since 1 September 2021.", ""),
    ("General John Smith took command on 5 May 2023.", ""),
    (
        "The mission was established by Security Council resolution 2100 (2013) of 25 April 2013.",
        "since=2013-04-25",
    ),
    ("The mission operated from 2013 to 2023.", "since=2013 ended=2023"),
    ("The operation will end on 31 December 2026.", "until=2026-12-31"),
    ("In 2013, the EU launched EUTM Mali.", "since=2013"),
    ("On 25 April 2013 the Security Council established MINUSMA.", "since=2013-04-25"),
    (
        "The mission's mandate, renewed on 10 June 2024, runs until 30 June 2026.",
        "until=2026-06-30",
    ),
    ("The mandate was extended from 1 July 2024 to 30 June 2026.", "until=2026-06-30"),
    ("Depuis 2013, la mission est présente au Mali.", "since=2013"),
    ("La mission, lancée en 2013, s'est achevée en 2024.", "since=2013 ended=2024"),
    (
        "Le Conseil a prolongé le mandat de la mission du 1er juin 2024 au 31 mai 2026.",
        "until=2026-05-31",
    ),
    ("De missie liep van 2013 tot 2023.", "since=2013 ended=2023"),
    ("De operatie startte in 2015 en eindigde op 31 maart 2020.", "since=2015 ended=2020-03-31"),
    ("Sinds 2017 is de missie actief in Irak.", "since=2017"),
    ("Seit 1999 ist die Mission im Kosovo.", "since=1999"),
    (
        "Die Mission begann im Mai 2013 und wurde zum 31. Dezember 2023 beendet.",
        "since=2013-05 ended=2023-12-31",
    ),
    ("The mission has a mandate until 14 June 2027.", "until=2027-06-14"),
    ("Mandated until 14 June 2027, the mission advises the police.", "until=2027-06-14"),
    ("It was deployed in March 2004 and ended in June 2017.", "since=2004-03 ended=2017-06"),
    ("The ceasefire agreement expires on 31 May 2025.", ""),
    ("The call for contributions closed on 12 May 2024.", ""),
    ("The Belgian contingent ended its deployment on 31 December 2021.", ""),
    ("Council Decision (CFSP) 2023/162 set up the mission on 23 January 2023.", "since=2023-01-23"),
    ("La mission a été clôturée le 31 mars 2021.", "ended=2021-03-31"),
    ("De missie is beëindigd op 31 maart 2021.", "ended=2021-03-31"),
    ("De missie werd op 31 maart 2021 afgesloten.", "ended=2021-03-31"),
    ("Die Operation wurde am 31. März 2021 abgeschlossen.", "ended=2021-03-31"),
    ("The OSCE Mission to Skopje has been active since 1992.", "since=1992"),
    ("Some 10,000 troops are deployed in the country.", "strength=10000"),
    ("Die Mission zählt 1.200 Soldaten.", "strength=1200"),
    ("La mission compte 1 200 militaires.", "strength=1200"),
    ("De missie telt ongeveer 90 medewerkers.", "strength=90"),
    ("The mission has trained 5,000 soldiers.", ""),
    ("The operation is led by the European Union.", ""),
    ("The operation is led by Germany.", ""),
    ("The mission was not extended beyond June 2021.", "until=2021-06"),
    (
        "EUFOR Althea was launched on 2 December 2004, following the Dayton Peace Agreement.",
        "since=2004-12-02",
    ),
    ("UNAMI will close on 31 December 2025.", "until=2025-12-31"),
    ("KFOR has been leading a peace-support operation in Kosovo since June 1999.", "since=1999-06"),
    ("NATO's mission in Iraq was launched at the Brussels Summit in July 2018.", "since=2018-07"),
    (
        "The mandate of the Mission was extended by three months to 23 March 2015.",
        "until=2015-03-23",
    ),
    ("Following the 2021 coup, the mission was suspended on 1 May 2021.", ""),
    ("Ihr Mandat wurde letztmalig bis 31. Dezember 2026 verlängert.", "until=2026-12-31"),
    ("Het mandaat van de missie verstrijkt op 30 juni 2026.", "until=2026-06-30"),
    ("Le mandat actuel court jusqu'au 30 juin 2026.", "until=2026-06-30"),
    ("La mission prendra fin le 30 juin 2026.", "until=2026-06-30"),
    ("Gestart in 2013, de missie adviseert de politie.", "since=2013"),
    ("The mission was deployed between 2013 and 2023.", "since=2013 ended=2023"),
    ("Die Mission bestand von 2013 bis 2023.", "since=2013 ended=2023"),
    ("La mission a opéré de 2013 à 2023.", "since=2013 ended=2023"),
    ("The OSCE established the Mission in 1992 to prevent the spread of conflict.", "since=1992"),
    ("The mission's two-year mandate started on 1 June 2024.", ""),
    ("UNMISS was established on 9 July 2011 by resolution 1996 (2011).", "since=2011-07-09"),
    (
        "Deployed since 2005, EUBAM Rafah has a mandate until 30 June 2026.",
        "since=2005 until=2026-06-30",
    ),
    ("EUFOR Althea took over from NATO's SFOR on 2 December 2004.", ""),
    ("The Mission's mandate expired on 31 December 2008.", "ended=2008-12-31"),
    ("The OSCE Mission to Moldova started work in April 1993.", "since=1993-04"),
    ("The Office was discontinued on 31 August 2017.", "ended=2017-08-31"),
    ("It will wind up on 31 March 2026.", "until=2026-03-31"),
    ("The Council decided on 17 January 2013 to establish the mission.", "since=2013-01-17"),
    ("The operation was authorised on 12 July 2004.", ""),
    ("The mission reached full operational capability on 1 July 2013.", ""),
    (
        "The mandate has been extended several times, most recently until 14 June 2027.",
        "until=2027-06-14",
    ),
    (
        "The mission's mandate was last renewed on 30 October 2025 and ends on 31 October 2026.",
        "until=2026-10-31",
    ),
    ("La MINUSMA a été établie par la résolution 2100 du 25 avril 2013.", "since=2013-04-25"),
    (
        "Le Conseil de sécurité a décidé le 30 juin 2023 de mettre fin au mandat de la mission.",
        "",
    ),
    (
        "Lancée le 18 février 2013, la mission s'est terminée le 17 mai 2024.",
        "since=2013-02-18 ended=2024-05-17",
    ),
    (
        "Le mandat de la mission, qui expire le 31 octobre 2026, a été renouvelé en 2025.",
        "until=2026-10-31",
    ),
    ("La mission est déployée depuis 2007.", "since=2007"),
    (
        "Le mandat de l'opération a été prolongé de deux ans, jusqu'au 28 février 2026.",
        "until=2026-02-28",
    ),
    ("De Raad verlengde het mandaat tot 31 maart 2025.", "until=2025-03-31"),
    ("De missie is op 1 april 2013 van start gegaan.", "since=2013-04-01"),
    ("De missie startte op 1 april 2013.", "since=2013-04-01"),
    ("De operatie is sinds 1999 actief in Kosovo.", "since=1999"),
    ("Het huidige mandaat loopt op 30 juni 2026 af.", "until=2026-06-30"),
    ("De missie werd in 2017 stopgezet.", "ended=2017"),
    (
        "Die Mission wurde mit Resolution 2100 (2013) vom 25. April 2013 eingerichtet.",
        "since=2013-04-25",
    ),
    ("Das aktuelle Mandat gilt bis zum 30. Juni 2026.", "until=2026-06-30"),
    (
        "Das Mandat wurde zuletzt am 30. Oktober 2025 bis zum 31. Oktober 2026 verlängert.",
        "until=2026-10-31",
    ),
    ("Der Einsatz läuft seit 2015.", "since=2015"),
    ("Der Einsatz wurde am 31. Dezember 2014 beendet.", "ended=2014-12-31"),
    ("Die Mission nahm ihre Arbeit am 1. Dezember 2014 auf.", "since=2014-12-01"),
    ("Das Mandat läuft am 30. Juni 2026 aus.", "until=2026-06-30"),
    ("In April 2024, 300 soldiers were killed.", ""),
    (
        "The presidential elections ended in 2020 and the new government began work in 2021.",
        "",
    ),
    ("A new Head of Mission was appointed on 1 September 2024.", ""),
    ("The website was launched on 3 May 2019.", ""),
    ("The war in Syria began in 2011.", ""),
    ("The mission supports the peace process launched in 2015.", ""),
    ("France ended its participation in the mission on 15 August 2022.", ""),
    ("The Belgian frigate was deployed in 2014.", ""),
    ("The deadline for applications expires on 3 March 2025.", ""),
    ("The project started in 2019 and ends on 31 December 2025.", ""),
    ("The mission's current strength is 1,234 personnel.", "strength=1234"),
    ("MINUSCA has some 18,000 peacekeepers.", "strength=18000"),
    ("Around 130 international staff work for the mission.", "strength=130"),
    ("The force is made up of 10,500 troops from 48 countries.", "strength=10500"),
    ("Ongeveer 200 militairen zijn ingezet.", "strength=200"),
    ("Rund 500 Soldatinnen und Soldaten sind im Einsatz.", "strength=500"),
    ("La force est composée de 10 500 soldats.", "strength=10500"),
    ("Two million people were displaced.", ""),
    ("The mission protects 200,000 civilians in camps.", ""),
    ("Last updated on 3 May 2024.", ""),
    (
        "EUPOL COPPS was established in January 2006 for an initial period of three years.",
        "since=2006-01",
    ),
    ("Since its launch in 2013, the mission has trained 20,000 troops.", "since=2013"),
    ("Since its establishment on 25 April 2013 the mission lost 300 soldiers.", "since=2013-04-25"),
]


def labelled(label: str, value: str) -> Labelled:
    """A label with a value that fills its block."""
    return Labelled(label, value, Evidence("/li", 0, len(value)))


def values(*pairs: tuple[str, str]) -> dict[str, object]:
    fields = read_fields([labelled(*pair) for pair in pairs], ())
    return {name: value.value for name, value in fields.values.items()}


def told(text: str) -> dict[str, FieldValue]:
    return read_fields((), [(text, Evidence("/p", 0, len(text)))]).values


@pytest.mark.parametrize(
    ("label", "field"), [(label, field) for field, labels in LABELS.items() for label in labels]
)
def test_a_label_names_its_field_in_four_languages(label: str, field: str) -> None:
    assert label_field(label) == field
    assert label_field(f"{label}:") == field
    assert label_field(label.upper()) == field


@pytest.mark.parametrize("text", NO_LABELS)
def test_headings_other_facts_and_sentences_are_no_labels(text: str) -> None:
    assert label_field(text) is None


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("Established: 2013", ("Established", "2013")),
        ("Established 25 April 2013", ("Established", "25 April 2013")),
        ("Established – 2013", ("Established", "2013")),
        ("Established | 2013", ("Established", "2013")),
        ("Established\t2013", ("Established", "2013")),
        ("Start – end: 2013 – 2023", ("Start – end", "2013 – 2023")),
        ("Personal (Stand: 31.05.2024): 1.234", ("Personal (Stand: 31.05.2024)", "1.234")),
        ("Strength as of May 2024: 1,234", ("Strength as of May 2024", "1,234")),
        ("Mandate until 31 May 2025", ("Mandate until", "31 May 2025")),
        ("Mandat jusqu’au 31 mai 2025", ("Mandat jusqu’au", "31 mai 2025")),
        ("Opgericht op 25 april 2013", ("Opgericht op", "25 april 2013")),
        ("Seit dem 25. April 2013", ("Seit dem", "25. April 2013")),
        ("Location – Mali", ("Location", "Mali")),
        ("Gastland Irak", ("Gastland", "Irak")),
        ("Personnel 1 234", ("Personnel", "1 234")),
        ("Head of mission: Ms Jane Doe", ("Head of mission", "Ms Jane Doe")),
    ],
)
def test_a_line_parts_into_label_and_value(line: str, pair: tuple[str, str]) -> None:
    assert label_before_value(line) == pair


@pytest.mark.parametrize(
    "line",
    [
        "Since 2013, the mission has been there",
        "Established by the Council in 2013",
        "Launched April 2013 by the Council",
        "Mission – EUTM Mali",
        "Mission in Kosovo",
        "Fatalities: 309",
        "Staff 12 people killed in an attack",
        "Contributing countries: France",
        "12:30",
        "",
    ],
)
def test_a_line_of_another_kind_does_not_part(line: str) -> None:
    assert label_before_value(line) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,345", 12345),
        ("12 345", 12345),
        ("12.345", 12345),
        ("12\u00a0345", 12345),
        ("12\u202f345", 12345),
        ("12’345", 12345),
        ("about 1,200 troops and police", 1200),
        ("ca. 1.200", 1200),
        ("environ 1 200", 1200),
        ("up to 15,000 (authorised)", 15000),
        ("1,200 (authorised) / 1,034 (deployed)", 1034),
        ("1,034 deployed of 1,200 authorised", 1034),
        ("authorised 1,200, deployed 1,034", 1034),
        ("up to 15,000 troops (currently 12,000 deployed)", 12000),
        ("military 9,532; civilians 812; total 10,344", 10344),
        ("9,532 military personnel, 812 civilians; total 10,344", 10344),
        ("10,541, of whom military 9,532", 10541),
        ("17,430 personnel: 14,400 military, 2,000 police", 17430),
        ("1,034 as of 31 May 2024", 1034),
        ("As of 31 May 2024: 1,034", 1034),
        ("1,034 (2024)", 1034),
        ("2024: 1,034", 1034),
        ("1,034 personnel from 23 countries", 1034),
        ("2013", 2013),
        ("15", 15),
        ("n/a", None),
        ("—", None),
        ("unknown", None),
        ("k. A.", None),
        ("as of 2024 unknown", None),
        ("23%", None),
        ("€ 1,234", None),
    ],
)
def test_the_strength_is_the_number_of_people_there(text: str, number: int | None) -> None:
    assert number_in(text) == number
    assert values(("Personnel", text)).get("strength") == number


def test_parts_without_their_sum_are_given_with_a_doubt() -> None:
    pair = labelled("Effectifs", "13 000 militaires et 1 000 policiers")
    strength = read_fields([pair], ()).values["strength"]
    assert strength.value == 13000
    assert strength.doubt
    assert strength.printed == pair.value


@pytest.mark.parametrize(
    "pairs",
    [
        (("Authorised strength", "15,000"), ("Deployed personnel", "12,345")),
        (("Deployed personnel", "12,345"), ("Maximum strength", "15,000")),
        (("Strength", "up to 15,000"), ("Current strength", "12,345")),
        (("Strength", "12,345 (15,000 authorised)"),),
        (("Authorised strength", "15,000 (12,345 deployed)"),),
        (("Authorised strength", "military 9,000; total 15,000"), ("Deployed troops", "12,345")),
        (("Civilian staff", "812"), ("Total personnel", "12,345"), ("Troop ceiling", "15,000")),
    ],
)
def test_who_is_there_counts_before_who_may_be(pairs: tuple[tuple[str, str], ...]) -> None:
    assert values(*pairs) == {"strength": 12345, "authorised": 15000}


def test_a_number_authorised_is_told_as_such_where_it_is_the_only_one() -> None:
    assert values(("Authorised strength", "15,000")) == {"strength": 15000, "authorised": 15000}


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        (("Established", "25 April 2013 (resolution 2100)"), {"since": "2013-04-25"}),
        (("Established", "2013 – 2023"), {"since": "2013", "ended": "2023"}),
        (("Dates", "April 2013 – December 2023"), {"since": "2013-04", "ended": "2023-12"}),
        (("Dates", "2013 – present"), {"since": "2013"}),
        (("Closed", "31 December 2023"), {"ended": "2023-12-31"}),
        (("Mandate until", "31 May 2025"), {"until": "2025-05-31"}),
        (("Mandate", "until 31 May 2025"), {"until": "2025-05-31"}),
        (("Mandate", "1 June 2023 – 31 May 2025"), {"until": "2025-05-31"}),
        (("Mandat", "31.05.2025"), {"until": "2025-05-31"}),
        (("Mandate period", "1 June 2023 to 31 May 2025"), {"until": "2025-05-31"}),
        (
            ("Mandate until", "extended on 10 June 2024 until 30 June 2026"),
            {"until": "2026-06-30"},
        ),
        (("Mandate", "S/RES/2690 (2023)"), {"mandate": "S/RES/2690 (2023)"}),
        (("Legal basis", "Decision 2013/34/CFSP"), {"mandate": "Decision 2013/34/CFSP"}),
        (
            ("Mandate", "S/RES/2690 (2023), until 30 June 2024"),
            {"mandate": "S/RES/2690 (2023), until 30 June 2024", "until": "2024-06-30"},
        ),
        (("Host country", "Mali and Niger"), {"host": ("ML", "NE")}),
        (("Contributing countries", "France, Germany"), {}),
        (("Contact", "Rue de la Loi 2013, Mali"), {}),
        (("Fatalities", "309"), {}),
        (("Established", "n/a"), {}),
        (("Head of mission", "Ms Jane Doe"), {"head": "Ms Jane Doe"}),
        (("Budget", "€ 12 million"), {"budget": "€ 12 million"}),
    ],
)  # fmt: skip
def test_a_labelled_value_gives_its_field_and_no_other(
    pair: tuple[str, str], expected: dict[str, object]
) -> None:
    assert values(pair) == expected


def test_a_span_that_goes_on_says_that_the_mission_runs() -> None:
    assert read_fields([labelled("Dates", "2013 – present")], ()).status is Status.ONGOING
    assert read_fields([labelled("Dates", "2013 – 2023")], ()).status is None


@pytest.mark.parametrize(
    ("label", "printed"),
    [
        ("Established", "31 April 2013"),
        ("Established", "1297"),
        ("Mandate until", "31 August 3013"),
        ("Closed", "00/13/2013"),
    ],
)
def test_an_impossible_date_is_kept_as_printed_and_flagged(label: str, printed: str) -> None:
    (value,) = read_fields([labelled(label, printed)], ()).values.values()
    assert (value.value, value.printed) == (None, printed)
    assert value.doubt


def test_the_head_of_mission_is_told_before_a_commander() -> None:
    pairs = (("Operation Commander", "Gen. A. Bell"), ("Head of mission", "Ms Jane Doe"))
    assert values(*pairs) == {"head": "Ms Jane Doe"}
    assert values(*reversed(pairs)) == {"head": "Ms Jane Doe"}


@pytest.mark.parametrize(("sentence", "fields"), SENTENCES)
def test_a_sentence_tells_what_it_says_of_the_mission(sentence: str, fields: str) -> None:
    found = told(sentence)
    read = {f"{name}={found[name].value}" for name in found if name not in ("head", "mandate")}
    assert read == set(fields.split())


@pytest.mark.parametrize(
    ("sentence", "head"),
    [
        ("The mission is headed by Ms Jane Doe.", "Ms Jane Doe"),
        (
            "It is under the command of Lt. Gen. John van der Smith, who came in 2023.",
            "Lt. Gen. John van der Smith",
        ),
        ("De missie staat onder leiding van generaal Jan Peeters.", "generaal Jan Peeters"),
        ("La mission est sous le commandement du général Jean Dupont.", "général Jean Dupont"),
        ("Unter der Leitung von Botschafterin Anna Schmidt.", "Botschafterin Anna Schmidt"),
        ("The operation is led by the European Union.", None),
        ("The operation is led by Germany.", None),
        ("The operation is led by General Headquarters.", None),
        ("The team is led by experts.", None),
    ],
)  # fmt: skip
def test_a_sentence_names_who_leads_and_no_body_or_country(sentence: str, head: str | None) -> None:
    found = told(sentence).get("head")
    assert (found.value if found else None) == head


@pytest.mark.parametrize(
    "symbol",
    [
        "S/RES/2690 (2023)", "resolution 2690 (2023)", "résolution 1701", "Resolution 1244 (1999)",
        "resolutie 2100 (2013)", "Council Decision (CFSP) 2023/162", "Joint Action 2008/124/CFSP",
        "Beschluss (GASP) 2023/162", "décision (PESC) 2023/162", "besluit (GBVB) 2023/162",
        "Action commune 2008/124/PESC", "PC.DEC/1117", "Permanent Council Decision No. 1117",
    ],
)  # fmt: skip
def test_the_symbol_of_a_legal_act_is_the_mandate(symbol: str) -> None:
    sentence = f"The basis is {symbol}, and no other."
    found = told(sentence)
    assert {name: value.value for name, value in found.items()} == {"mandate": symbol}


def test_of_two_extensions_the_later_is_in_force() -> None:
    text = (
        "In 2022 the Council extended the mandate until 31 May 2024. "
        "In 2024 the Council extended the mandate until 31 May 2026."
    )
    assert told(text)["until"].value == "2026-05-31"


def test_a_label_counts_before_a_sentence() -> None:
    text = "The mission was launched in 2014."
    pair = labelled("Established", "2013")
    fields = read_fields([pair], [(text, Evidence("/p", 0, len(text)))])
    assert fields.values["since"].value == "2013"
    assert fields.used == {pair.evidence}


def test_evidence_points_at_the_printed_value_in_its_block() -> None:
    block = "MINUSMA\nEstablished: in 25 April 2013\nIt was closed on 31 December 2023."
    line = Evidence("/li", 8, 37)
    sentence = Evidence("/li", 38, len(block))
    fields = read_fields(
        [Labelled("Established", "in 25 April 2013", line)], [(block[38:], sentence)]
    )
    assert {name: value.value for name, value in fields.values.items()} == {
        "since": "2013-04-25",
        "ended": "2023-12-31",
    }
    for value in fields.values.values():
        assert value.evidence is not None
        assert block[value.evidence.start : value.evidence.end] == value.printed


WORDS = st.sampled_from(
    "mission mandate extended until since established closed on in 31 May 2025 2013 1,200 troops "
    "are deployed headed by Ms Jane Doe , . ; ( ) : - – led verlängert bis zum jusqu'au le wurde "
    "résolution 2690 (2023) 25/04/2013 not beyond Total of whom militaires lief aus".split()
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=24).map(" ".join))


@given(TEXTS, st.integers(0, 50))
def test_every_sentence_field_stands_where_its_evidence_says(text: str, start: int) -> None:
    block = "x" * start + text
    fields = read_fields((), [(text, Evidence("/p", start, len(block)))])
    for value in fields.values.values():
        assert value.evidence is not None
        assert block[value.evidence.start : value.evidence.end] == value.printed


@given(st.sampled_from([label for labels in LABELS.values() for label in labels]), TEXTS)
def test_every_labelled_value_stands_where_its_evidence_says(label: str, value: str) -> None:
    block = f"{label}: {value}"
    one = Labelled(label, value, Evidence("/li", 0, len(block)))
    for found in read_fields([one], ()).values.values():
        assert found.evidence is not None
        assert block[found.evidence.start : found.evidence.end] == found.printed


@given(TEXTS)
def test_any_text_may_be_asked_for_a_label_or_a_number(text: str) -> None:
    assert label_field(text) is None or isinstance(label_field(text), str)
    pair = label_before_value(text)
    assert pair is None or label_field(pair[0])
    assert number_in(text) != 0


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "piece", ["1", "2013 ", "until 25 April 2013 ", "1,000", "(a) ", " ", "led by Ms "]
)
def test_a_text_without_end_is_read_in_time_as_its_length(piece: str) -> None:
    text = f"Established {piece * 20_000}"
    evidence = Evidence("/p", 0, len(text))
    labels = ("Established", "Mandate", "Strength", "Location", "Head of mission")
    read_fields([Labelled(label, text, evidence) for label in labels], [(text, evidence)])
    assert label_field(text) is None
    label_before_value(text)


def test_a_ceiling_and_a_strength_in_sentences_are_told_apart() -> None:
    found = told(
        "The mission has an authorised strength of 17,430 personnel. "
        "Some 12,345 troops are deployed."
    )
    assert {name: value.value for name, value in found.items()} == {
        "authorised": 17430,
        "strength": 12345,
    }
