"""Words that news uses for one and the same kind of happening.

A row holds words that can tell one event, in one sense each; a word may stand in several rows. Written by hand. That
two words share a row never makes two mentions one event by itself: their articles must be of one story, and nothing
may speak against it.
"""

from __future__ import annotations

_ROWS = """
kill, slay, murder, gun down, shoot dead, assassinate, homicide, massacre, slaughter, killing, execute
die, pass away, perish, lose life, succumb
attack, assault, offensive, strike, raid, storm, onslaught
bomb, blast, explode, detonate, blow up
airstrike, air strike, air raid, bomb, bombard, bombardment, shell
fight, clash, battle, combat, skirmish, fighting, firefight
shoot, open fire, gunfire, fire, shooting, rampage
capture, seize, take, overrun, conquer, retake, recapture
retake, recapture, liberate, free
fall, collapse, crumble
besiege, surround, encircle, siege
block, seal, seal off, close, shut, blockade, cut off, close off, bar
trap, strand, encircle
flee, escape, run away, break out, get away, flight
leave, depart, exit, pull out, withdraw, go
evacuate, bring out, carry out of, rescue
withdraw, pull out, pullout, pull back, retreat, bring home, come home
deploy, send, dispatch, station
invade, incursion, march into
surrender, give up, turn in, lay down arms
defeat, beat, vanquish, rout, overcome, top, down, edge
win, triumph, victory, prevail, beat, defeat
arrest, detain, apprehend, take into custody, nab, round up, pick up
release, free, set free, let go
imprison, jail, incarcerate, lock up, put behind bars
try, trial, put on trial, stand trial, prosecute
acquit, clear, find not guilty
sue, file suit, take to court, lawsuit, suit
kidnap, abduct, take hostage, seize
hijack, commandeer, seize
resign, quit, step down, stand down, resignation
dismiss, fire, sack, oust, remove, let go
appoint, name, nominate, pick, choose, select, tap, designate
elect, vote in, win election
vote, ballot, poll, cast
promise, pledge, vow, commit
ask, request, call, urge, appeal, demand
announce, declare, proclaim, unveil, reveal, disclose, make public
introduce, launch, unveil, present, debut, roll out, release
release, issue, publish, put out
say, tell, state, add, speak, comment, remark, note
confirm, verify, acknowledge
deny, reject, dismiss, refute
refuse, decline, reject, turn down
warn, caution, alert
threaten, menace
criticise, condemn, denounce, slam, blast, attack
praise, welcome, hail, applaud
agree, reach agreement, deal, strike deal, accord, pact, agreement
approve, pass, adopt, ratify, endorse, back
ban, forbid, prohibit, outlaw
postpone, delay, put off
halt, stop, suspend, pause, cease
resume, restart, renew
begin, start, open, launch, commence, kick off
launch, start, open, begin, mount
end, finish, conclude, close
buy, acquire, purchase, take over, takeover, snap up, acquisition, buyout
sell, sale, divest
merge, merger, combine
invest, investment, put money
rise, increase, climb, grow, gain, jump, surge, soar
fall, drop, decline, decrease, plunge, slump, sink, tumble
pay, reimburse, compensate
lay off, job cut, redundancy, cut job
meet, hold talk, talk, negotiate, negotiation, discuss, confer
visit, travel, tour, trip
arrive, land, reach, get
call, phone, telephone, phone call
tweet, post, write, message
protest, demonstrate, demonstration, rally, march, protest march
strike, walk out, walkout, stoppage
crash, collide, collision, accident, wreck
sink, capsize, go down
earthquake, quake, tremor, temblor
flood, inundate, flooding
fire, blaze, burn, wildfire
damage, destroy, devastate, wreck, ruin, ravage, gut
cut, sever, slash, damage
fail, break down, go down, outage, disrupt, disruption, downtime
infect, contract, catch
diagnose, test positive
treat, hospitalise, hospitalize, take to hospital
marry, wed, wedding, tie the knot, marriage
divorce, separate, split
celebrate, commemorate, mark, honour, honor
award, present, receive prize, win
host, present, emcee
discover, find, uncover, unearth, spot, locate
develop, build, create, make, design
search, hunt, look for, manhunt
testify, give evidence
retire, bow out
sanction, impose sanction, embargo
aid, help, assist, relief
strip, revoke, deprive, take away
return, take back, bring back, go back, repatriate, come back
murder, kill, die, slay, slaying, gun down, homicide, dead, take life, claim life, claim
stab, knife, kill, slash
suicide, hang, kill, die, dead, take life, overdose
shooting, crossfire, gunplay, shootout, gun battle, gunfight, gunfire, open fire, rampage, massacre, take aim
beat, batter, bludgeon, assault, pummel, attack
rape, sexual assault, molest, assault, abuse
win, beat, defeat, top, down, edge, victory, overcome, upset, triumph, rout, crush, sweep, outlast, best
record, mark, milestone
break record, break a record, set record, surpass, pass, eclipse, break, set
score, net, goal, tally
tie, draw, level, equalise
retain, defend, keep, hold on to
stop, stoppage, knockout, knock out, tko, halt
arson, set fire, torch, set ablaze, set, firebomb
destroy, gut, raze, flatten, level, demolish, burn down, wipe out, ruin, devastate, rip, tear, destruction, reduce to
outage, disruption, downtime, problem, failure, blackout, interruption, glitch, incident
cut, sever, snap, break, damage, slice
rehab, treatment, stint, stay, rehabilitation, therapy, program, detox, placement
check, check in, enter, go, admit, check into, head, seek, enrol, enroll, move
check out, leave, exit, walk out, quit
escape, break out, run, run away, flee, walk away, abscond, walk off, bolt, loose, lam, slip away, jailbreak, get away
make off, flee, escape, get away, speed off, drive off
transport, transfer, move, take, drive, bring, relocate, shift
place, put
recall, call back, withdraw
fix, plug, patch, address, resolve, repair, remedy, close, correct, solve, restore
release, issue, ship, roll out, push out, rush out, deliver, publish, launch, rush, push, post
exploit, use, leverage, take advantage, abuse
raid, sweep, operation, crackdown, bust, blitz, swoop, search, storm
heist, robbery, raid, theft, burglary, holdup, stick-up
hit, strike, jolt, shake, rock, rattle, rumble, shook
spark, trigger, touch off, unleash, set off, prompt, ignite, cause, provoke, lead, result, fuel, break out, erupt
clash, riot, unrest, battle, fight, scuffle, skirmish, violence, disturbance
vigil, protest, rally, gathering, demonstration, march, memorial
overturn, reverse, flip, throw out, quash, strike down, set aside, restore, void, annul
election, ballot, poll, vote, runoff
direct, helm
join, sign on, board, come aboard
offer, deal, bid, proposal, propose, tender
charge, accuse, indict, book, allege, arraign, count
verdict, convict, find guilty, conviction, guilty
sentence, hand, hand down, jail, imprison, condemn, term
hire, rehire, recruit, take on, employ, re-hire
lose job, dismiss, fire, sack
injure, wound, hurt, sprain, injury
crash, go down, plunge, derail, plow, wreck, accident
collapse, cave in, give way, topple, fall
rescue, save, pull out, free, pluck
hunt, search, look, manhunt, seek, pursue, pursuit, chase
arrest, catch, nab, pick up, apprehend, capture, detain, seize, bust, custody, rearrest, re-arrest, grab, hold
question, interrogate, quiz, interview
extradite, deport, expel, hand over, remand
suspend, ban, bench, sideline
trade, deal, swap
sign, ink, agree
reserve, list, ir
sue, file, lawsuit, suit, complaint, litigation
settle, settlement
blame, accuse, attribute, fault
plot, plan, conspire, scheme, conspiracy
land, touch down, touchdown
lift off, launch, blast off, take off, liftoff
drown, sink, capsize
tsunami, wave
hurricane, storm, typhoon, cyclone, tempest
flood, deluge, swamp, inundate
landslide, mudslide
erupt, eruption, explode
hit, sweep, batter, strike, lash, pound, slam
cancel, pull, axe, scrap, drop, withdraw, call off, abandon
accept, agree, take
update, upgrade, refresh, revamp
include, feature, come
debut, premiere, open, release, air
award, honor, honour, prize, give, recognise, recognize
bury, funeral, lay to rest, burial
mourn, grieve, pay tribute, tribute, remember
speak, address, talk, speech, remark
meeting, summit, talk, conference, session, get together
conference, event, keynote, expo, show
acquire, buy, purchase, deal, acquisition, snap up, pick up, takeover, buyout, agree
drop, cut, reduce, slash, lower, trim, reduction
raise, increase, boost, hike, lift, up
expand, extend, broaden
apologise, apology, regret, sorry
negotiation, talk, bargaining, table
rain, pour, downpour, storm
spill, leak, gush
recover, retrieve, find, salvage
find, discover, locate, spot, turn up, discovery, uncover
die, pass away, passing, lose life, succumb, pass, death, lose battle, end, decease
ill, sick, fall ill
bail, bond
plead, plea
testimony, testify, evidence
murder, assassination, assassinate
occur, happen, take place
disguise, dress, pose, impersonate
break, smash, shatter
evacuate, flee, leave, displace
appear, appearance, show up, turn up
investigate, probe, inquiry, look into, investigation, examine, review
end, shut down, over, close, finish
miss, sideline, sit out
replace, succeed, successor, take over, step into, follow
nominate, pick, name, choice, select, nomination, appoint, tap
swear in, take office, inaugurate, inauguration
compete, race, run
hope, want, wish, look
unveil, show off, showcase, demo, present, demonstrate, announce, introduce
sell, offer, market
boycott, shun
expect, predict, forecast, anticipate
worry, fear, concern
fund, finance, pay, donate, donation
shut, shut down, close, closure
star, play, portray
affect, disrupt, hamper, hinder, interrupt, knock out
rampage, spree, shooting spree
clinch, lock up, seal, secure, wrap up
plough, plow, ram, slam, smash
burglary, heist, robbery, raid, theft, holdup, stick-up
grab, lift, loot, nab, pinch, scoop up, snatch, steal, swipe
hack, breach, break in, break into, compromise, intrude, intrusion
blaze, fire, inferno, wildfire
catch fire, go up, burn, burst into flames
expose, leak, make public, reveal, disclose, uncover
statement, say, tell
gun down, shoot, shooting, shoot dead, open fire, mow down
hit, strike, mow down, run over, run down, plough into, plow into, knock down, crash into
flee, run, drive off, speed off, take off, make off, bolt, drive away, hit-and-run, leave scene
foil, thwart, prevent, avert, repel, repulse, ward off, fend off, fight off, drive off, beat back, interdict, frustrate
intercept, capture, apprehend, catch, stop, detain
hijack, seize, take over, commandeer, board, overrun
confiscate, seize, impound, recover
survive, escape, live through, come through
disappear, vanish, go missing
plunge, fall, tumble, slip, slide, drop, plummet
dui, dwi, driving, drive, drunk driving, drunken driving, drink-driving
stab, stabbing, stab to death, knife, hack, slash
hostage, hijack, hold, hostage-taking
fire, terminate, dismiss, sack, oust, relieve, axe, can, part, push out, force out, let go, boot, cut loose, lose job
hire, bring in, name, appoint, take on, bring on board, sign, recruit
take over, replace, succeed, step in, hire, take charge, take helm, take reins
approach, ask, offer, sound out, consider, consideration, woo, choose, pick, candidate, candidacy, recruit, tap, contact
weigh, consider, mull, contemplate, ponder
post, job, position, office, role, duty
watch, see, witness, view, observe, look on
stint, appearance, turn, gig, outing, performance
ceremony, gala, award, show, broadcast, telecast, oscar, emmy, grammy
march, walk, process, parade, stride
beat, defeat, lose, loss
break, snap, sever, cut, damage, fault, failure
outage, go down, lose, loss, take down, cut off, disrupt, disruption, downtime, knock out, shut down
restore, repair, fix, reconnect, bring back, resume
vulnerability, flaw, hole, bug, loophole, weakness
drunk, intoxicate, intoxicated, inebriate, inebriated, under influence, impair
riot, protest, unrest, rampage, violence, clash, mayhem, disturbance, melee, looting
hurt, injure, wound, maim, harm, injury, leave injured
row, dispute, controversy, quarrel, wrangle, feud, spat, argument, fight
resolve, settle, end, patch up, make peace, put to rest
retail, sell, cost, price, offer
swamp, overwhelm, inundate, flood, deluge
limit, cap, restrict, curb, restrain
unveil, introduce, launch, release, announce, show, debut, present, reveal
departure, resignation, exit, leave, step down, go, move, quit
topple, bring down, overthrow, oust, unseat
extinguish, put out, douse, tackle, bring under control
explode, go off, detonate, blow up, blast, rip
grow, escalate, intensify, step up, spread, mount
"""
SYNONYMS = tuple(frozenset(part.strip() for part in row.split(",")) for row in _ROWS.strip().splitlines())
