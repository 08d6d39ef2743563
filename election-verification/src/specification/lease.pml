/*
 * The lease: who may lead at one instant, with clocks, promises and heartbeats that arrive late.
 * The code is in io.election.engine; docs/internals/specification.md tells how to run this and what
 * it cannot see.
 *
 * Records are durable at once here (term-and-vote.pml looks at the disk), and a node may stand
 * without asking for pre-votes first, which allows more than the engine does.
 *
 * Three nodes, three terms, one crash with its restart, one hand-over; time goes on without end.
 * Each step names the class that it mirrors and the rules that it keeps. A "mutant" breaks one
 * rule; the search must then find what the rule is for.
 */

/* A step is one move of one node. As d_step it is quicker, but parts never reached aren't told. */
#ifndef STEP
#define STEP atomic
#endif

#define TERMS 3
#define NOBODY 0  /* the nodes are 1, 2 and 3 */

/*
 * Time is cut into ticks, and any number of steps fit between two. A promise lasts p on the
 * follower's clock, the lease by it p * (1 - max-clock-drift) on the leader's. Within the drift
 * allowed, a lease ends no later than a promise of the same start: here both take p ticks, which is
 * the tightest case. A shorter lease is covered, since a leader may step down at any moment, and so
 * is a longer promise, since any request may be lost.
 *
 * p is chosen anew for each heartbeat, as by leaders with timings of their own and followers with
 * ceilings of their own (D1, D2). A longer LONG or SHORT needs its ages added to the steps below.
 */
#ifndef LONG
#define LONG 2
#endif
#ifndef SHORT
#define SHORT (LONG - 1)
#endif
#ifdef CLOCK_DRIFT_IGNORED  /* mutant against L1 */
#define LEASE (LONG + 1)
#define leaseBy(length) (length + 1)
#else
#define LEASE LONG
#define leaseBy(length) (length)
#endif

mtype = { FOLLOWER, CANDIDATE, LEADER };

/*
 * PersistentState. The longest promise stands in the record before it is made (D3); only node 1
 * ever starts again and needs it.
 */
typedef Record {
  byte term;
  byte vote
}
byte promiseCap;
Record record[4];

/* NodeState and Ballot: whether a peer has voted for this candidate, which is a majority. */
mtype role[4];
bit peerSaidYes[4];

/* Promise: ticks left of the promise, to whom and in which term, and of the quiet time (P3, D8). */
typedef Promise {
  byte left;
  byte leader;
  byte term;
  byte quiet
}
Promise promise[4];

/*
 * Lease: ticks left, and the rounds of heartbeats by their age in ticks. Rounds of one age give
 * one lease. A round as old as a lease gives none and is forgotten, as in Lease.sent.
 */
typedef Leadership {
  byte lease;
  byte sent;           /* bit by age */
  byte promisedLong;   /* bit by age: a peer's answer is on its way, and may come repeatedly */
  byte promisedShort
}
Leadership leads[4];
#define NEW 1
#define OF_USE ((NEW << LEASE) - 1)
#define OF_SHORT_USE ((NEW << leaseBy(SHORT)) - 1)

/*
 * HandOver, TimeoutNow and the word that goes with it (H1, H3): in the whole history leadership is
 * handed over once. The word stays known to the target and may arrive at any time.
 */
#define OVER (TERMS + 1)
byte handTerm;    /* 0 before */
byte handFrom;
byte handTarget;
byte wordTerm;    /* the term in which the target stands by the word; 0 before */

bit crashed;
bit hasStood;  /* node 2, see stand */

/*
 * The network. What was sent once stays here and may arrive at any time, any number of times, or
 * never: that is loss, repetition, delay and reordering in one.
 */
typedef Terms { bit in[4] }
Terms asked[4];  /* the RequestVotes of each candidate */
byte leader[4];  /* who led each term and so has sent its heartbeats */

/* The properties: each is set where it could break, and asserted there. */
bool one_lease_at_a_time = true;
bool one_leader_a_term = true;

/* NodeState.stepDown, giveUpStanding: the lease ends first, and with it the heartbeats (L3). */
inline becomeFollower(n) {
  role[n] = FOLLOWER;
  peerSaidYes[n] = false;
  leads[n].lease = 0;
  leads[n].sent = 0;
  leads[n].promisedLong = 0;
  leads[n].promisedShort = 0
}

/* TermRule.moveTo (S4). The promise does not lapse with the term (P3). */
inline moveTo(n, higherTerm) {
  becomeFollower(n);
  record[n].term = higherTerm;
  record[n].vote = NOBODY
}

/* The word of a hand-over is over when nobody is left to stand or to ask by it. */
#ifdef WORD_OF_ANY_TERM
#define isWordOver(oldTerm) false
#else
#define isWordOver(oldTerm) (wordTerm > 0 -> wordTerm <= oldTerm : handTerm <= oldTerm)
#endif
inline forgetWord(oldTerm) {
  if
  :: handTerm > 0 && isWordOver(oldTerm) ->
    handTerm = OVER;
    handFrom = NOBODY;
    handTarget = NOBODY;
    wordTerm = 0
  :: else
  fi
}

/* A term that all have left is over: its messages change nothing any more. */
inline forgetTerm(oldTerm) {
  if
  :: record[1].term > oldTerm && record[2].term > oldTerm && record[3].term > oldTerm ->
    leader[oldTerm] = NOBODY;
    asked[1].in[oldTerm] = 0; asked[2].in[oldTerm] = 0; asked[3].in[oldTerm] = 0;
    forgetWord(oldTerm)
  :: else
  fi
}

/* ---- Time ---- */

inline passTick(n) {
  if
  :: promise[n].left > 1 -> promise[n].left = promise[n].left - 1
  :: else -> promise[n].left = 0; promise[n].leader = NOBODY; promise[n].term = 0
  fi;
  if
  :: promise[n].quiet > 0 -> promise[n].quiet = promise[n].quiet - 1
  :: else
  fi;
  if
  :: leads[n].lease > 0 -> leads[n].lease = leads[n].lease - 1
  :: else
  fi;
  leads[n].sent = (leads[n].sent << 1) & OF_USE;
  leads[n].promisedLong = (leads[n].promisedLong << 1) & OF_USE;
  leads[n].promisedShort = (leads[n].promisedShort << 1) & OF_SHORT_USE
}

/* Nobody has to move in time: a node that is paused or slow simply takes no step (L2). */
inline tick() {
  STEP { passTick(1); passTick(2); passTick(3); printf("a tick passes\n") }
}

/* ---- What a node does by itself ---- */

#ifdef STANDS_BEFORE_ITS_PROMISE_ENDS  /* mutant against M1 */
#define timerMayExpire(n) true
#else
#define timerMayExpire(n) (promise[n].left == 0 && promise[n].quiet == 0)
#endif

/*
 * ElectionTimer, DeadlineRule.act, NodeState.stand. The timer runs at least timeout.min from the
 * last heartbeat or the start, so it outlasts the node's own promise (M1, P4). Nodes 2 and 3
 * differ in nothing but the name, so 2 stands first.
 */
inline stand(self) {
  STEP {
    role[self] != LEADER && record[self].term < TERMS && timerMayExpire(self) &&
        (self != 3 || hasStood) ->
    role[self] = CANDIDATE;
    peerSaidYes[self] = false;
    record[self].term = record[self].term + 1;
    record[self].vote = self;
    printf("%d stands in term %d\n", self, record[self].term);
    asked[self].in[record[self].term] = 1;
    hasStood = hasStood || self == 2;
    forgetTerm(1);
    forgetTerm(2)
  }
}

/* NodeState.lead: no lease until a majority has answered (L1). */
inline lead(self) {
  STEP {
    role[self] == CANDIDATE && peerSaidYes[self] ->
    role[self] = LEADER;
    printf("%d wins term %d and sends heartbeats\n", self, record[self].term);
    peerSaidYes[self] = false;
    one_leader_a_term = (leader[record[self].term] == NOBODY);
    assert(one_leader_a_term);
    leader[record[self].term] = self;
    leads[self].sent = leads[self].sent | NEW
  }
}

/* NodeState.sendHeartbeats: a new round. */
inline sendHeartbeats(self) {
  STEP {
    role[self] == LEADER ->
    leads[self].sent = leads[self].sent | NEW;
    printf("%d sends heartbeats\n", self)
  }
}

/* DeadlineRule.enforceLimits, storeFailed; a lease that runs out ends by itself (L2, L3, T5). */
inline giveUp(self) {
  STEP {
    role[self] != FOLLOWER ->
    becomeFollower(self);
    printf("%d steps down\n", self)
  }
}

/*
 * A crash and the restart (RestoredState): promise and lease are gone, so the node keeps quiet for
 * the longest promise on record (D8). Nodes differ in nothing but their names, so the one that
 * crashes is node 1.
 */
inline crash(self) {
  STEP {
    !crashed ->
    crashed = true;
    printf("%d crashes and starts again\n", self);
    becomeFollower(self);
    promise[self].left = 0;
    promise[self].leader = NOBODY;
    promise[self].term = 0;
#ifdef NO_QUIET_TIME  /* mutant against P4 */
#elif defined(QUIET_BY_ITS_OWN_TIMEOUT)  /* mutant against D8 */
    promise[self].quiet = (promiseCap < SHORT -> promiseCap : SHORT);
#else
    promise[self].quiet = promiseCap;
#endif
    skip
  }
}

/* PromiseCap.lower: not while anything longer runs. After the one crash nobody asks for it (D8). */
#ifdef CAP_LOWERED_EARLY  /* mutant against D8 */
#define nothingLongerRuns(n) true
#else
#define nothingLongerRuns(n) (promise[n].left <= SHORT)
#endif
inline lowerCap(self) {
  STEP {
    promiseCap > SHORT && nothingLongerRuns(self) && !crashed ->
    promiseCap = SHORT;
    printf("%d lowers its cap\n", self)
  }
}

/*
 * HandOverRule.dropLease, tellToStand: the work has stopped, or is not waited for any longer. The
 * lease goes first, then the word leaves (H1).
 */
inline handOver(self, target) {
  STEP {
    leads[self].lease > 0 && handTerm == 0 ->
    handTerm = record[self].term;
    handFrom = self;
    handTarget = target;
#ifndef LEASE_KEPT_WHILE_TELLING  /* mutant against H1 */
    becomeFollower(self);
#endif
    printf("%d hands term %d over to %d\n", self, handTerm, target)
  }
}

/* ---- What arrives ---- */

/* Promise.isReleasedBy: the promise was made to who gave the word, in that term (P3, H3). */
#ifdef WORD_OF_ANY_TERM  /* mutant against H3 */
#define isOfTheWord(n) (promise[n].leader == handFrom)
#else
#define isOfTheWord(n) (promise[n].leader == handFrom && promise[n].term == handTerm)
#endif

/* TakeOverRule.told: the target stands at once, in the term after that of the word (H3). */
#ifdef WORD_OF_ANY_TERM
#define isTermOfTheWord(t) (t >= handTerm)
#else
#define isTermOfTheWord(t) (t == handTerm)
#endif
inline wordArrives(self) {
  STEP {
    handTarget == self && wordTerm == 0 && role[self] != LEADER &&
        isTermOfTheWord(record[self].term) && record[self].term < TERMS &&
        promise[self].quiet == 0 && (promise[self].left == 0 || isOfTheWord(self)) ->
    role[self] = CANDIDATE;
    peerSaidYes[self] = false;
    record[self].term = record[self].term + 1;
    record[self].vote = self;
    wordTerm = record[self].term;
    printf("%d stands in term %d by the word of %d\n", self, wordTerm, handFrom);
    asked[self].in[wordTerm] = 1;
    hasStood = hasStood || self == 2;
    forgetTerm(1);
    forgetTerm(2)
  }
}

/*
 * VoteRequestRule.isFree, Promise.forbids: only the leader itself may ask earlier, and who
 * asks by its word (P3, P4).
 */
#define asksByTheWord(c, t) (handTarget == c && wordTerm == t)
#ifdef NO_STICKINESS_ON_VOTES  /* mutant against P3 */
#define isLoyalAgainst(n, c, t) (promise[n].quiet > 0)
#else
#define isLoyalAgainst(n, c, t) \
  (leads[n].lease > 0 || promise[n].quiet > 0 || (promise[n].left > 0 && \
  promise[n].leader != c && !(asksByTheWord(c, t) && isOfTheWord(n))))
#endif

/* VoteRequestRule.grants, and the answer's way back. A refusal changes nothing (P3). */
inline voteRequestArrives(candidate, self, inTerm) {
  STEP {
    asked[candidate].in[inTerm] && !isLoyalAgainst(self, candidate, inTerm) &&
        (inTerm > record[self].term || (inTerm == record[self].term &&
        (record[self].vote == NOBODY || record[self].vote == candidate))) ->
    becomeFollower(self);
    record[self].term = inTerm;
    record[self].vote = candidate;
    printf("%d votes for %d in term %d\n", self, candidate, inTerm);
    if
    :: role[candidate] == CANDIDATE && record[candidate].term == inTerm ->
      peerSaidYes[candidate] = true
    :: else
    fi;
    forgetTerm(1);
    forgetTerm(2)
  }
}

/* TermRule.judge: a later term is taken over first, then the heartbeat is heard. */
inline laterHeartbeatArrives(sender, self, inTerm) {
  STEP {
    leader[inTerm] == sender && inTerm > record[self].term ->
    moveTo(self, inTerm);
    printf("%d moves to term %d: %d leads it\n", self, inTerm, sender);
    forgetTerm(1);
    forgetTerm(2)
  }
}

/* Promise.make: a shorter promise to the same leader shortens nothing (D2). */
#ifdef SHORTER_PROMISE_OVERWRITES  /* mutant against D2 */
#define standsAlready(n, leader_, length) false
#else
#define standsAlready(n, leader_, length) (promise[n].left > length && \
  promise[n].leader == leader_ && promise[n].term == record[n].term)
#endif

/* Lease.promised: the leader counts what was promised, never what it asked for (D4). */
#ifdef LEADER_TRUSTS_ITSELF  /* mutant against D4 */
#define tellShort promisedLong
#else
#define tellShort promisedShort
#endif

/*
 * HeartbeatRule.hear, NodeState.follow: the promise begins when the heartbeat is heard, whatever
 * its age, and stands in the record first (D2, D3). If the round may still be of use, the answer
 * leaves, and says for how long.
 */
inline heartbeatArrives(sender, self, age, length, told) {
  STEP {
    record[self].term > 0 && leader[record[self].term] == sender && role[self] != LEADER &&
        (age >= LEASE || ((leads[sender].sent & (NEW << age)) &&
        record[sender].term == record[self].term)) ->
    becomeFollower(self);
    if
    :: self == 1 && promiseCap < length -> promiseCap = length
    :: else
    fi;
    if
    :: standsAlready(self, sender, length)
    :: else ->
      promise[self].left = length;
      promise[self].leader = sender;
      promise[self].term = record[self].term
    fi;
    printf("%d hears the heartbeat of %d, %d ticks old, and promises %d\n", self, sender, age,
        length);
    if
    :: age < LEASE -> told = told | (NEW << age)
    :: else
    fi
  }
}

#ifdef LEASE_FROM_THE_ANSWER  /* mutant against L1 */
#define leaseOf(age, length) leaseBy(length)
#else
#define leaseOf(age, length) (leaseBy(length) - (age))
#endif

/* LeaseRule.answered, Lease.extend: counted from the sending of the round (L1, D5). */
inline acceptanceArrives(self, age, length, told, left, right) {
  STEP {
    (told & (NEW << age)) && leads[self].lease < leaseOf(age, length) ->
    leads[self].lease = leaseOf(age, length);
    printf("%d has a lease of %d ticks in term %d\n", self, leads[self].lease, record[self].term);
    one_lease_at_a_time = (leads[left].lease == 0 && leads[right].lease == 0);
    assert(one_lease_at_a_time)
  }
}

/* WinningRule.answered, LeaseRule.answered: an answer tells a later term. */
inline laterTermArrives(sender, self) {
  STEP {
    role[self] != FOLLOWER && record[sender].term > record[self].term ->
    moveTo(self, record[sender].term);
    printf("%d moves to term %d: %d told it\n", self, record[self].term, sender);
    forgetTerm(1);
    forgetTerm(2)
  }
}

#define STEPS_OF(id, left, right) \
  :: stand(id) \
  :: lead(id) \
  :: sendHeartbeats(id) \
  :: giveUp(id) \
  :: handOver(id, left) \
  :: handOver(id, right) \
  :: wordArrives(id) \
  :: acceptanceArrives(id, 0, LONG, leads[id].promisedLong, left, right) \
  :: acceptanceArrives(id, 1, LONG, leads[id].promisedLong, left, right) \
  :: acceptanceArrives(id, 0, SHORT, leads[id].promisedShort, left, right)

#define ARRIVALS(from, to) \
  :: voteRequestArrives(from, to, 1) \
  :: voteRequestArrives(from, to, 2) \
  :: voteRequestArrives(from, to, 3) \
  :: laterHeartbeatArrives(from, to, 1) \
  :: laterHeartbeatArrives(from, to, 2) \
  :: laterHeartbeatArrives(from, to, 3) \
  :: heartbeatArrives(from, to, 0, LONG, leads[from].promisedLong) \
  :: heartbeatArrives(from, to, 1, LONG, leads[from].promisedLong) \
  :: heartbeatArrives(from, to, LEASE, LONG, leads[from].promisedLong) \
  :: heartbeatArrives(from, to, 0, SHORT, leads[from].tellShort) \
  :: heartbeatArrives(from, to, LEASE, SHORT, leads[from].tellShort) \
  :: laterTermArrives(from, to)

active proctype cluster() {
  atomic { role[1] = FOLLOWER; role[2] = FOLLOWER; role[3] = FOLLOWER };
end:
  do
  :: tick()
  STEPS_OF(1, 2, 3)
  STEPS_OF(2, 3, 1)
  STEPS_OF(3, 1, 2)
  :: crash(1)
  :: lowerCap(1)
  ARRIVALS(1, 2)
  ARRIVALS(2, 1)
  ARRIVALS(1, 3)
  ARRIVALS(3, 1)
  ARRIVALS(2, 3)
  ARRIVALS(3, 2)
  od
}
