// English words by what they stand for in sales talk. `*` at the end of a word stands for any ending. A word may stand for
// several things; commas part them. Written by hand; classifiers learn what each concept and each pair is a sign of.

export const EN_CONCEPTS = {
  price:
    'price*, pricing, cost*, quote*, quotation, fee, fees, rate, rates, subscription, charge*, tariff, licence fee, license fee, per seat, per user, per month, monthly, a month, a year, annual fee, list price, surcharge, renewal, hourly rate, day rate, premium, maintenance fee, total, offer',
  money:
    'money, dollar*, euro*, pound*, bucks, cents, grand, thousand, million, hundred, k, sum, amount, figures, digits, percent, $, €, £, ¥, cash, wallet, pocket',
  expensive:
    'expensive, pricey, costly, steep, dear, overpriced, exorbitant, outrageous, fortune, luxury, rip off, ripoff, too much, too high, sky high, too rich, a lot of money, hefty, high end, sticker shock, hard to swallow, a stretch, insane, crazy, double, triple, twice, adds up, upper end, out of hand, arm and a leg, too dear, unaffordable, big chunk, scares me, went up, increase, premium price, awful lot',
  cheap:
    'cheap*, discount*, lower, bargain, affordable, reasonable, fair, less than, for less, half of, half the, a third of, save*, saving*, free, rebate, deal, undercut, below you, come down, negotiable, reduce',
  unaffordable:
    'afford, justify, not worth, worth it, worth that, pay off, pays off, out of our range, out of range, absorb, over budget, beyond our, above what, more than we, more than i, over what, can spend, willing to spend, price range, deal breaker, dealbreaker, showstopper, lose money, at that price, at that number, at that rate, at this price, every penny, too much for',
  profit:
    'roi, return on, payback, pay back, margin*, profit*, savings, earn*, turnover, revenue, break even, value for, worth, paying, payoff, bottom line',
  pay: 'pay, paid, pays, paying, payment*, spend, spent, spending, invoice*, bill, billed, billing, installment*, instalment*, lease, leasing, deposit, refund*, vat, tax, net thirty, currency, rent, rental, buy, bought',
  budget:
    'budget*, funding, funds, fund, grant*, allocation*, allocated, capex, opex, line item, cost center, cost centre, earmarked, appropriation*, subsidy, subsid*, pot, envelope, budgeted, financing',
  approval:
    'approv*, sign off, signed off, signature*, countersign*, authori*, clearance, green light, okay from, release the funds, justification, business case, requisition*, purchase order, vote*, voting',
  procurement:
    'procurement, purchasing, purchase*, tender*, bid, bidding, bids, rfp, rfq, approved list, framework procedure, three quotes, three offers, comparable offers, public body, public bodies, direct award, threshold, supplier form, vendor list, competitive offers',
  fiscal:
    'fiscal, this year, next year, this quarter, next quarter, annual, annually, cycle, year end, quarterly, financial year, plan, planned, planning round, in january, period',
  finance:
    'finance, financial, cfo, controller, controlling, accounting, accountant*, treasurer, auditor*, audit, treasury, bookkeep*',
  frozen:
    'frozen, freeze, freezing, used up, gone, locked, exhausted, closed, cut, cuts, slashed, on hold, stop, halted, committed, empty, spoken for, taken, rejected, turned down, run out, spent already, already spent, nothing left, left for this, ceiling, blocked',
  bureaucracy:
    'bureaucra*, paperwork, red tape, layers, forever, endless, nightmare, tedious, painful, pulling teeth, ordeal, months of work, takes months, drag*, slow, long road, approval process, approval chain, internal process, process, procedure*, rules, regulation*, formal, committees, complicated',
  later:
    'later, next year, next quarter, next month, next spring, next summer, next fall, next autumn, next winter, until, till, wait, waiting, postpone*, revisit, circle back, come back, call me, ask me, hold off, put off, park, on ice, talk again, speak again, ask again, try again, again in, again when, again after, again next, someday, some day, after the, after that, in a few months, in six months, half a year, in the new year, down the road, another time, eventually, look into it, rest, pause*, delay*, not before, before that',
  season:
    'january, february, march, april, may, june, july, august, september, october, november, december, spring, summer, autumn, fall, winter, christmas, easter, q1, q2, q3, q4, weeks, months, weekend, holidays, season, year',
  now: 'now, right now, at the moment, currently, at present, at this point, this week, this month, this quarter, this year, these days, for now, just now, today, at this stage, yet',
  early:
    'too early, too soon, early, not ready, premature, only just, just opened, just started, prototype, rushed, rush into, ahead of ourselves, sorting out the basics, years away, too late, overnight',
  busy: 'busy, swamped, hands full, flat out, bandwidth, stretched, in the middle of, middle of, peak season, peak, understaffed, overload*, exhausted, capacity, firefighting, fires, calendar, snowed under, underwater, tied up, no time, the time, too much going on, priorit*, bigger, resources, staff shortage, juggling, plate, knee deep',
  unhurried: 'no hurry, no rush, no pressure, hurry, rush, in a hurry, calm down, calms down, settle, settled, dust',
  event:
    'merger, move, moving, migration, release, launch, reorgani*, restructur*, harvest, renovation, refurbishment, opening, stocktaking, inventory, elections, exam*, inspection, year end, season, tax season, rollout, relocation, acquisition, lawsuit, layoffs, maternity, parental leave, retire*, new director, new ceo, go live, old one breaks, holiday, summer break, contract ends, lease ends, deadline',
  boss: 'boss*, manager*, director*, ceo, cto, cio, coo, vp, vice president, board, owner*, headquarters, head office, hq, parent company, corporate, management, partner*, co founder, cofounder, husband, wife, spouse, family, father, mother, brother, chairman, mayor, dean, committee*, council, works council, union, legal, compliance, lawyer*, shareholder*, investor*, minister*, ministry, supervisor*, superior*, head of, chief, group it, landlord, franchisor, head nurse, higher ups, leadership, president, executive*, security officer, team lead, steering group, principal, colleagues, others, parents',
  decide:
    'decide*, deciding, decision*, final say, final word, last word, have a say, veto, mandate, up to me, my call, sign, signs, signing, approve*, okay, ok, agree, agrees, blessing, commit, authority, authorized, allowed, promise, vote, say yes, says no, gets to choose, pick*, picks, choose, power',
  consult:
    'run it by, run this by, run that by, ran this by, check with, talk to, speak with, speak to, discuss, clear it with, clear that with, convince, get past, ask, bring it to, take that to, consult, weigh in, sign off, get the okay, on board, persuade, report to, going over it with',
  powerless:
    'not my call, not up to me, hands tied, hands are tied, above my pay grade, wrong person, only the, just the, just gathering, only evaluating, no say, in my power, evaluator, recommend, on my own, by myself, alone, standing in, over my head, not the one, responsible, my level, speak for, decision maker, position to',
  unneeded:
    'nice to have, overkill, pointless, useless, unnecessary, waste, not interested, interest*, no use, of no use, no need, need*, use case, priority, gimmick, gadget, looking for a problem, what for, why would, what would we do, nothing for us, not for us, for us, demand, more than we need, too big for us, off our radar, radar, relevant, apply to us, helpful, matters to us',
  content:
    'happy, fine, good enough, works fine, works well, satisfied, enough, manage, we manage, comfortable, smooth*, does the job, do the job, well enough, no complaints, covered, in place, the way things are, way it is, as it is, get along, not broke, aint broke, no problem, runs, works, working, last another, does the trick, all set',
  manual:
    'excel, spreadsheet*, paper, by hand, pencil, whiteboard, manual*, in house, ourselves, ourself, our own, built, homegrown, shout, word of mouth, notebook, old fashioned, sticky notes, in his head, saturday morning',
  small:
    'small, tiny, only, just, few, little, village, family business, five people, one man, handful, shop, our size, low, simple, trivial, startup, nonprofit, school, bakery',
  value:
    'value, benefit*, point, gain, difference, improve*, help*, problem*, pain, issue*, need, useful, advantage, solve*, impact, move the needle, gap, bring us, bring',
  doubt:
    'doubt*, skeptic*, sceptic*, not sure, believe, convinc*, trust*, worr*, afraid, nervous, concern*, uneasy, uncomfortable, comfortable, hesita*, wonder*, risk*, guinea pig, too good to be true, reservations, buy that, confidence, reliab*, rely, guarantee*, suspicious, careful, gut, bad feeling, uncertain, fear*, scared, bet, be sure, hard to believe, prove, proof',
  unknown:
    'never heard, heard of, new to this, unknown, nobody knows, established, track record, startup, been around, still be around, still around, employees, references, reference, customers in our, certification, certified, website, reviews, review, independent, audited, experiment*, beta, first ones, first hospital, guinea',
  burned:
    'burned, burnt, bad experience*, promised, promise*, last vendor, failed, let down, still waiting, never saw, disappear*, nothing happens, outage*, trouble, broke, broken, complaints, lied, sue, sued, told us, same thing before, heard that, heard the, heard it before, cancelled, missed, late, disappointed, doing that again, that again, happen again, twice, second time, enough of, never again, picked up the phone, predecessor, deadline, the last time, last time, two years ago, seen too many',
  collapse:
    'bankrupt, bankruptcy, acquired, go under, going under, fold, folds, shut down, out of business, in three years, in two years, leave, locked in, lock in, hooked, dead system, disappear, go away, discontinued',
  privacy:
    'leak*, breach*, privacy, data, security, secure, recordings, salary data, patient data, patient records, drawings, spy, surveil*, cameras, anonym*, gdpr, customer base, keys to, confidential, stored, third party, leaves the building, hacked',
  claims:
    'numbers, figure*, claims, claim*, marketing, demo, demos, slide, polished, percent, everybody says, everyone says, all vendors, story, stories, results, evidence, report, algorithm, ai, machine, hallucinat*, fair, accuracy',
  support:
    'support, hotline, service, account manager*, response, answers the phone, pick up, helpdesk, help desk, consultant*, technician*, engineer*, spare part*, warranty, sla, local',
  brand:
    'salesforce, hubspot, sap, oracle, microsoft, google, amazon, aws, azure, zoom, slack, teams, asana, trello, jira, atlassian, zendesk, freshworks, freshdesk, pipedrive, zoho, siemens, bosch, honeywell, cisco, dell, hp, lenovo, ibm, huawei, alibaba, tencent, apple, samsung, sony, lg, xiaomi, schneider, abb, fanuc, kuka, philips, ge, adobe, shopify, stripe, paypal, square, adyen, xero, quickbooks, sage, datev, workday, adp, netsuite, infor, servicenow, snowflake, databricks, tableau, power bi, looker, notion, monday com, intercom, gong, chorus, outreach, salesloft, mailchimp, marketo, docusign, dropbox, box, garmin, toyota, honda, ford, bmw, caterpillar, komatsu, hilti, makita, dewalt, fedex, dhl, ups, maersk, allianz, axa, zurich, vodafone, verizon, att, telekom, webex, avaya, genesys, five9, twilio, ringcentral, epic, cerner, medtronic, roche, basf, dupont, 3m, hikvision, dji, hubstaff, okta, crowdstrike, palo alto, fortinet, vmware, redhat, linkedin, facebook, meta, openai, dynamics, gartner, nimbuswork, corvanta, tallyrix, ostrelle',
  rival:
    'competitor*, competition, rival*, other vendor*, another vendor, another provider, other provider, another supplier, other supplier, another company, other company, another firm, someone else, somebody else, somebody for that, someone for that, incumbent*, alternative*, market leader, the other offer, other offer, the other tool, other tool, other product*, other system*, the other, the others, others, another agency, other agency, other bidder*, bidders, bidding, vendor*, supplier*, provider*, broker*, agency, dealer*, open source, japanese, korean*, italian, danish, american, chinese, german, theirs, they offer, they have, their platform, their product, their app, backup to, web guy, brother in law, carrier',
  using:
    'already with, already use, already have, we use, been using, using, been with, work with, works with, worked with, contract with, contract until, under contract, signed with, locked in, tied to, renewed, just renewed, stay with, staying, rather stay, switch*, change vendor, current supplier, current provider, current vendor, present supplier, present vendor, existing vendor, existing license, exclusive, frame contract, framework agreement, partner for, relationship, for years, for twenty years, forever, loyal, already, certified on, put in a new system, odd one out',
  superior:
    'better, stronger, ahead, faster, prefer*, easier, more mature, leaning, favorite, favourite, nicer, best, shortlist*, superior, wins, won, impress*, match that, you cant, you dont, out of the box, built in, includes, include, more integrations, quieter, way more, decided to go with, go with, chosen, the first one was, while you',
  comparison:
    'compare*, comparison, versus, vs, difference*, different, differ*, unlike, side by side, similar, same as, whereas, sets us apart, stand out, evaluat*, looked at, looking at, talking to two, talking to other',
  market: 'market, space, industry, players, segment, gartner, trade fair, product on the market, products like yours',
  previous:
    'previous, former, old supplier, used to, before, last job, moved away, came over, left, replaced, migrated from, used before, went out of',
  connect:
    'integrat*, connect*, interface*, api, apis, sync*, compatib*, incompatib*, plug in, plugin*, talk to our, connector*, hook up, webhook*, import*, export*, migrat*, link to, sso, single sign on, port, ports, protocol*, erp, crm, pbx, mainframe, legacy, old system, phone system, booking engine',
  incapable:
    'cannot, cant, doesnt, wont, not able, unable, lacks, lack, missing, miss, no support for, doesnt support, not support, without, only supports, only works, useless without, no way to, not rated, not certified, isnt certified, limit, limited, too weak, too wide, too slow, too tall, not enough, cannot handle, not suitable, unusable, not workable, rules out, impossible, unbearable, falls short, conflict*, crash*, choke*, go wrong, rule out, deal with, cope, handle*, lose all',
  performance:
    'latency, performance, scale*, scaling, scalab*, concurrent, throughput, accuracy, accurate, precis*, tolerance, speed, response time, uptime, load, real time, loading, jobs a night, volume*, reliability, noise level, resolution',
  infrastructure:
    'cloud, on premise, on prem, server*, database*, firewall, network, offline, internet, windows, linux, mac, macs, android, ios, tablet*, browser*, printer*, terminal*, rfid, barcode*, sensor*, hardware, static ip, wiring, vpn, residency, environment, architecture, admins, it people, it guys, it department, code, software, agents, file*, format*, certificate, atmospheres, explosive',
  unit: 'watt*, kilowatt*, volt*, amp*, metre*, meter*, millimetre*, millimeter*, micron*, gigabyte*, gig, gigs, megabyte*, millisecond*, hertz, kilohertz, bar, litre*, liter*, rpm, megapixel*, decibel*, degree*, newton*, torque, kilo*, bit, bits, percentile, per second, per minute, inch*, centimetre*, centimeter*, ghz, dpi, nanometre*, pascal*, horsepower, square metres',
  engineering:
    'microservice*, container*, kubernetes, docker, cluster*, cache*, queue*, schema*, index*, algorithm*, model, models, parameter*, replica*, token*, oauth, saml, scim, sdk, endpoint*, rest, graphql, grpc, sql, postgres*, mysql, redis, kafka, mqtt, modbus, opc, plc, encrypt*, tls, aes, hash*, checksum, parser, packet*, tenant*, shard*, node, nodes, failover, backup*, autoscal*, load balanc*, thread*, cpu, gpu, ram, memory, processor, disk, storage, bucket, firmware, bluetooth, zigbee, gps, battery, motor, valve, pump, lens, spindle, filter, membrane, housing, steel, seal, compressor, laser, digital input*, ethernet, wifi, bandwidth limit, log, logs, config*, command line, json, xml, csv, sandbox, staging, version, versions, release, deploy*, vector*, embedding*, neural, transformer*, inference, train*, java, python, rust, react, compile*, runtime, technical*, technology, documented, spec, specs, specification*, sampling, calibrat*, signal, frequency, circuit, controller, chip, board layout, pipeline, retention, two factor, role based, permission*',
  hard: 'complicated, complex, difficult, hard, effort, enormous, risky, tricky, cumbersome, rewrite, redo, replace all, take us a year, too technical, learning curve, steep learning',
  feature:
    'feature*, function*, module*, report*, reports, customi*, custom, workflow*, audit trail, permission*, language*, currencies, version, option*, capability, granular, batch, split deliver*, returns, shifts, handover, entities, right to left, text, dialect*, accent, voice recognition',
  worker:
    'nurse*, doctor*, driver*, dispatcher*, clerk*, agent, agents, store manager*, branch manager*, branch staff, technician*, teacher*, cashier*, waiter*, chef*, foreman, operator*, planner*, recruiter*, receptionist*, sales reps, field reps, sales team, your team, service team, finance team, service desk, account manager*, consultant*, team leader*, shift leader, maintenance crew, cleaning crew, inspector*, buyer*, pharmacist*, lawyer*, engineer*, apprentice*, new hire*, new people, new colleague, volunteers, underwriter*, adjuster*, librarian, mechanic*, optician, farmer*, carpenter, coach*, assistant*, project manager*, warehouse guys, controller, trainer*, auditor*, marketing team, your people, our people, colleagues, staff, crew, salespeople, salesperson, agronomist, claims handler*, site manager*, housekeeping',
  worklife:
    'instead of, no longer, doesnt have to, dont have to, used to, at a glance, right away, at once, hours a week, an hour, saves, saved, every day, every morning, in the morning, on mondays, at month end, shift, shifts, day to day, daily, before lunch, spreadsheet to, retyp*, typing, types, chase*, chasing, calls around, phone*, phones, walks over, paperwork, forget*, follow up*, waiting time, waited, goes home, on the floor, in practice, normal day, today they, day two, on the spot, same day, opens one screen, screen in the morning, on his phone, on her phone, no shows, faster onboarding, busy work, manually, copying',
  clientele:
    'customer*, client*, patient*, guest*, tenant*, citizen*, parents, order, orders, complaint*, visit*, rush order*, appointment*, caller*, shopper*, passenger*, student*, pupils, kids, order history, claim, leak, repair',
  outcome:
    'win rate, conversion, cash flow, retention, turnover, fewer, shorter, faster, sales cycle, revenue, satisfaction, returns, waste, productivity, the result, result was, cut the, cut their, reduced, went from, from forty, days sooner, get paid',
  project:
    'kick off, kickoff, pilot, rollout, roll out, go live, live, milestone*, workshop*, training, trained, train our, onboarding, acceptance, phase, trial, proof of concept, poc, next step*, handover, hand over, deliver*, delivery, install*, project, project plan, steering committee, statement of work, requirements, nda, agreement, contract, contract draft, draft, paperwork, order form, questionnaire, security review, penetration test, success criteria, timeline, reference visit, site visit, follow up, implement*, customer success, migration weekend, commissioning, test system, warranty starts, invoice goes, start date, sign electronically, signed copies, purchase order, portal, vendor form, legal team, legal needs, written proposal, decision will, who needs to be involved, contact person, get started, start in, begin, notice period, quarterly review*, tender closes, stages',
  weekday:
    'monday*, tuesday*, wednesday*, thursday*, friday*, saturday*, sunday*, tomorrow, next week, week, the first of, by the end, fortnight, two weeks, ten days, days, afternoon, this morning, date, deadline, fifteenth, tenth, twentieth',
  weather:
    'weather, rain*, snow*, sun, sunny, hot, cold, freezing, windy, storm*, thunderstorm*, heat, warm, minus, dark, humid, mild',
  leisure:
    'weekend, holiday*, vacation, christmas, easter, birthday, game, match, football, soccer, marathon, ski*, hiking, beach, concert, film, movie, barbecue, garden, guitar, restaurant, coffee, tea, lunch, dinner, beer, cake, food, ramen, party, wedding, honeymoon, cat, dog, puppy, book, music, trip, flight, jet lag*, travel*, train was, traffic, parking, bloom, new year, team won, lakers',
  family:
    'kids, kid, baby, son, daughter, grandmother, grandfather, sister, family, married, school next week, wife, born, grew up, hometown, neighbour, neighbor, house, moved house',
  greeting:
    'how are you, good morning, good afternoon, nice to meet, good to see, nice to see, long time, congratulations, congrats, happy birthday, take care, get well, have a great, have a nice, have a lovely, have a safe, enjoy, say hi, say hello, glad, hope you, you look, you sound, feeling better, thanks for asking, catching up, by the way, haha, ha, evening, cheers, lovely, great hat, view, background',
  housekeeping:
    'hear me, mute, on mute, share my screen, sharing, screen, slides, slide, recording this, record, recorded, recording, camera, microphone, mic, echo, headphones, link, chat, zoom in, scroll, window, tab, tabs, laptop, battery is, battery about, plug in, charger, dial in, frozen, froze, freez*, lag, breaking up, lost you, agenda, notes, hard stop, drop off, introduce, introductions, on the call, wait for, join*, joining, time zone, email, attachment, spell, repeat, catch your, speak up, louder, break, minute, one second, a sec, one moment, hang on, hold on, be right back, im back, go ahead, go first, wrap up, questions at the end, any questions, next point, move on, back to slide, presenter, presentation, deck, document open, meeting room, started, lets start, lets begin, shall i start, whiteboard, cursor, call you back, number to reach, name again, your name, first names, waiting room, interrupt, all here, everyone, door',
  negation:
    'not, no, never, dont, doesnt, didnt, cant, cannot, couldnt, wont, wouldnt, isnt, arent, wasnt, werent, aint, hasnt, havent, hadnt, nobody, nothing, none, neither, nor, without, hardly, barely, nowhere, no one, unlikely, shouldnt, refuse*, unless',
  we: 'we, our, us, i, my, me, were, weve, im, ive, id, wed, ourselves',
  you: 'you, your, yours, youre, youve, youd, your company, your product, your tool, your system',
  asking:
    'how, what, whats, when, which, who, whos, why, where, could you, can you, can we, can i, do you, does it, does the, is there, are there, is it, is the, would it, would you, could we, could i, will it, did you, have you, are you, how much, how many, how long, tell me, walk me through, send me, is that, shall, should we',
  praise:
    'love, like, great, good, perfect, thanks, thank you, excellent, impressed, excited, yes, sounds good, makes sense, exactly, agree, cool, awesome, fantastic, nice, wonderful, fair, easy, clear, helpful, reasonable, surprise, fans, convinced, lets do it, go ahead, ready to go, approved it, is approved, worked out, satisfied, solve our problem, what we need, on board, no concerns, no problem with',
  resolved:
    'used to, at first, but now, but since, anymore, not anymore, any more, in the past, history, turned out, was worried, was afraid, i was, had some, were skeptical, now we, that was, went well, back then, answers my question, no longer, until we, since the update, not once',
  soothe:
    'i understand, i hear you, totally understand, you mentioned, you said, let me, we can, we could, i can, ill, im sure we can, id like to show, for you, your main, did i get, if i understood, what would, what are your, whats holding, appreciate, fair point, good point, many of our, many customers, other clients, so youre, so your, would prefer, i get that',
  ready:
    'approved, set aside, i can decide, i decide, i make the decisions, on my own, came through, is fine with it, in place, ready, perfect timing, go ahead, cleared, signed, have the authority, weve got money, decision makers, my director was, no reason to wait, available, thats in line',
  contrast:
    'but, though, although, however, unfortunately, sorry, afraid, honestly, frankly, to be honest, if im honest, honest, the thing is, i mean, problem is, id rather, rather, instead, unless, except, just that, yet, to be frank, i have to say, blunt',
  intensity:
    'too, very, really, way, far, so, much, extremely, quite, pretty, bit, little, rather, totally, simply, just',
  condition: 'if, when, once, in case, whether, depending, as soon as, what if',
  past: 'was, were, did, had, been, went, came, bought, looked, told, saw, talked, last year, last month, last week, last autumn, last spring, years ago, ago, yesterday, earlier, joined, founded, grew, replaced, tested, tried',
  future: 'will, well, going to, gonna, would, ill, plan to, want to, hope',
  mishap:
    'lost, lose, loses, losing, missing, goes missing, wrong, mistake*, error*, broke, breaks, broken, breakdown*, down, crash*, fail*, fault*, damaged, spoil*, leak*, scrap, mixed up, mix up, double booked, bounce*, slip*, rot, rots, dies, died, stuck, jam*, outage*, expire*, thrown out, throw out, defect*, incident*, slips through',
  delay:
    'late, delay*, overdue, behind, backlog*, backed up, piles up, pile, forever, ages, all day, half a day, hours, waits, wait for, queue, takes days, takes weeks, slow, drags on, never on time, bottleneck*, too late, catch up, keep up',
  toil: 'by hand, again and again, twice, three times, retype*, retyping, rekey*, copy, copies, overtime, midnight, late nights, weekends, every night, drown*, swamped, burn out, burned out, exhausted, quit, quits, leave us, fed up, chasing, running around, endless, tedious, busywork',
  trouble:
    'nightmare, mess, chaos, headache*, pain, hell, disaster, struggle*, trouble*, crazy, mad, furious, angry, hate, hates, complain*, annoy*, frustrat*, embarrass*, panic, killing, worst, biggest problem, bane, out of control, fined, fine, penalt*, lawsuit*, cant sleep, awake, sick of',
  blind:
    'nobody knows, no one knows, no idea, dont know, cant tell, cant see, cannot see, no overview, in the dark, guess*, guesswork, gut feeling, coin toss, find out, never know, no clue, whoever shouts, blind',
  taking:
    'take, taking, order, ordering, reserve, book, ship, ship it, deliver, install, start, starts, begin, go with, going with, go ahead, choose, chose, chosen, pick, picked, have the, give us, put us down, count us in, sign us up, roll it out, extend, renew, add, upgrade, put me down',
  signing:
    'sign, signed, signing, signature*, countersign*, contract, contracts, agreement, paperwork, purchase order, po, order form, docusign, deposit, down payment, wire, transfer*, invoice us, bill us, dotted line, deal, approved, green light, green lit, the go ahead, said yes, won, accepted, initial*',
  trying:
    'try, trial, trials, test, testing, pilot, sandbox, demo account, sample*, borrow, loan, free month, play with, poke around, logins, proof of concept, poc, evaluation copy, on approval, money back',
  peers:
    'references, reference, other customers, somebody like us, like us, in our industry, in our trade, our size, case study, visit, call one, talk to someone, who else, anyone in, has anyone, near us, near here, similar',
  charge:
    'decides, decide, final say, last word, my call, my decision, up to me, sign off, signs off, has the say, i choose, approve, approves, purse strings, budget holder, own the budget, my desk, without asking, in charge, responsible for, i run',
  backing:
    'push, pushing, fight, convince, persuade, win over, make the case, put in a word, on your side, champion, behind you, sell it, talk them into, lobby*, get them on board, advocate, recommend*, stand up for, rooting',
  checking:
    'compare, comparing, comparison, evaluate, evaluating, assess*, scoring, score, shortlist*, benchmark*, due diligence, test it, requirements, criteria, scorecard, validate, audit, vet, security questionnaire, technical review, pros and cons',
  usage:
    'use it, using it, i use, work with, working with, operate, operator, every day, all day, on my shift, in front of, hands on, day in day out, enter, key in, click, scan, log in, on the floor, in the field, behind the counter, behind the wheel',
  gate: 'through me, goes through, past me, screen*, calendar, diary, appointment*, front office, assistant, secretary, forward*, pass it on, register*, vendor number, first contact, gatekeep*, speak to me first, my office, intake',
} as const;

export type Concept = keyof typeof EN_CONCEPTS;
