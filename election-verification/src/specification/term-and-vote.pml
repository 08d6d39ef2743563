/*
 * Term and vote: the record of each node, with a disk that takes its time and a network that loses,
 * repeats, delays and reorders. The code is in io.election.engine; docs/internals/specification.md
 * tells how to run this and what it cannot see.
 *
 * There is no time here (that is lease.pml): timeouts and step-downs may come at any moment, and a
 * refusal out of loyalty looks like a request that was lost.
 *
 * Three nodes, three terms, one crash with its restart, any number of failed writes. Each step
 * names the class that it mirrors and the rules that it keeps. A "mutant" breaks one rule; the
 * search must then find what the rule is for.
 *
 * Nodes differ in nothing but their names, so it is node 1 that has the bad luck: it crashes, and
 * its writes fail. Of the other two it is node 2 that stands first.
 */

/* A step is one move of one node. As d_step it is quicker, but parts never reached aren't told. */
#ifndef STEP
#define STEP atomic
#endif

#define TERMS 3
#define NOBODY 0

mtype = { FOLLOWER, PRE_CANDIDATE, CANDIDATE, LEADER };

/* PersistentState: term and vote are one record, replaced as a whole (T1). */
typedef Record {
  byte term;
  byte vote
}

/* DurableState. A write is under way exactly if underWay differs from durable. */
Record latest[4];    /* what was decided, in memory */
Record underWay[4];  /* what the store was asked to write */
Record durable[4];   /* what the store said it has written: all that may be shown (S2) */
bit storeFailed;     /* node 1's store did not do, or not in time, what it was last asked (T5) */
Record onDisk;       /* what node 1 would read after a crash if no write is under way */

/*
 * NodeState and Ballot. With three members, one yes besides the own is a majority. So a ballot is
 * whether a peer said yes to the present round; the own vote is in it once the record is durable.
 */
mtype role[4];
bit peerSaidYes[4];

bit crashed;
bit hasStood;  /* node 2 */

/*
 * The network. What was sent once stays here and may arrive at any time, any number of times, or
 * never: that is loss, repetition, delay and reordering in one. Pre-vote requests and answers need
 * no place of their own: they mean something only as long as their round goes on (P1).
 */
typedef Terms { bit in[4] }
Terms asked[4];  /* the RequestVotes of each candidate */
byte leader[4];  /* who led each term and so has sent its heartbeats */

/* The properties: each is set where it could break, and asserted there. */
Record lastVote[4];  /* the last vote of each node that left or is on disk */
bool one_vote_a_term = true;
bool one_leader_a_term = true;
bool shown_terms_never_fall = true;

#define copy(to, from) to.term = from.term; to.vote = from.vote
#define same(one, other) (one.term == other.term && one.vote == other.vote)
#define isDurable(n) same(latest[n], durable[n])
#define isWriting(n) (!same(underWay[n], durable[n]))
#define isAvailable(n) (n != 1 || !storeFailed)

/* VoteRequestRule: the term is later, or TermRule.judge finds the same one, and isVoteFor. */
#define isVoteFree(n, t, c) \
  (t > latest[n].term || \
  (t == latest[n].term && (latest[n].vote == NOBODY || latest[n].vote == c)))

/* View.term, and what every answer says. */
#ifdef TERM_SHOWN_BEFORE_SYNC  /* mutant against S2 */
#define shownTerm(n) latest[n].term
#else
#define shownTerm(n) durable[n].term
#endif

/* DurableState.advanceTo, voteFor, startWrite: one write at a time, the rest goes with the next. */
inline decide(writer, newTerm, newVote) {
  if
  :: isWriting(writer) || !isAvailable(writer) ->
    latest[writer].term = newTerm; latest[writer].vote = newVote
  :: else ->
    latest[writer].term = newTerm; latest[writer].vote = newVote;
    copy(underWay[writer], latest[writer])
  fi
}

/* Ballot.isOf: answers to a round that is over are dropped whole (P1). */
inline leaveRound(owner) {
#ifndef LATE_ANSWERS_COUNT  /* mutant against P1 */
  peerSaidYes[owner] = false;
#endif
  skip
}

/* NodeState.giveUpStanding, follow, stepDown: inside a term this leaves the vote alone (T3). */
inline becomeFollower(n) {
  role[n] = FOLLOWER;
  leaveRound(n);
#ifdef VOTE_CLEARED_ON_STEP_DOWN  /* mutant against T3 */
  decide(n, latest[n].term, NOBODY);
#endif
  skip
}

/* TermRule.moveTo (S4): a higher term begins with a free vote and ends every role. */
inline moveTo(n, higherTerm) {
  role[n] = FOLLOWER;
  leaveRound(n);
  decide(n, higherTerm, NOBODY)
}

/* A vote is on disk, or leaves: never two in one term (T3). */
inline voteStands(giver, votedTerm, choice) {
  one_vote_a_term = (votedTerm > lastVote[giver].term ||
      (votedTerm == lastVote[giver].term && choice == lastVote[giver].vote));
  assert(one_vote_a_term);
  lastVote[giver].term = votedTerm;
  lastVote[giver].vote = choice
}

/* WinningRule.answered: an answer counts for the round that asked and no other (P1). */
inline voteLeaves(giver, votedTerm, choice) {
  voteStands(giver, votedTerm, choice);
  if
  :: role[choice] == CANDIDATE && latest[choice].term == votedTerm -> peerSaidYes[choice] = true
  :: else
  fi
}

/* A term that all disks have left is over: its messages change nothing any more. */
inline forgetTerm(oldTerm) {
  if
  :: durable[1].term > oldTerm && durable[2].term > oldTerm && durable[3].term > oldTerm ->
    leader[oldTerm] = NOBODY;
    asked[1].in[oldTerm] = 0; asked[2].in[oldTerm] = 0; asked[3].in[oldTerm] = 0
  :: else
  fi
}

/* The record under way is on disk. A vote of a term before it needs no watching any more. */
inline becomeDurable(writer) {
  if
  :: underWay[writer].vote != NOBODY ->
    voteStands(writer, underWay[writer].term, underWay[writer].vote)
  :: underWay[writer].vote == NOBODY && underWay[writer].term > lastVote[writer].term ->
    lastVote[writer].term = 0; lastVote[writer].vote = NOBODY
  :: else
  fi;
  copy(durable[writer], underWay[writer]);
  if
  :: writer == 1 -> storeFailed = false; copy(onDisk, durable[1])
  :: else
  fi;
  forgetTerm(1);
  forgetTerm(2)
}

/* ---- What a node does by itself ---- */

/*
 * WinningRule.proceedIfWon, TermRule.moveToNextTerm, NodeState.stand: the requests leave before the
 * own vote is durable (T2).
 */
inline stand(self) {
  STEP {
    role[self] == PRE_CANDIDATE && peerSaidYes[self] && (self != 3 || hasStood) ->
    leaveRound(self);
    role[self] = CANDIDATE;
    decide(self, latest[self].term + 1, self);
    asked[self].in[latest[self].term] = 1;
    hasStood = hasStood || self == 2;
    printf("%d stands in term %d\n", self, latest[self].term)
  }
}

/*
 * TakeOverRule.told: by the word of its term's leader a node stands without pre-votes (H3). Any
 * leader may hand over, at any time; that it steps down first is giveUp.
 */
inline standByTheWord(self) {
  STEP {
    (role[self] == FOLLOWER || role[self] == PRE_CANDIDATE) && isDurable(self) &&
        isAvailable(self) && latest[self].term < TERMS && latest[self].term > 0 &&
        leader[latest[self].term] != NOBODY && leader[latest[self].term] != self &&
        (self != 3 || hasStood) ->
    leaveRound(self);
    role[self] = CANDIDATE;
    decide(self, latest[self].term + 1, self);
    asked[self].in[latest[self].term] = 1;
    hasStood = hasStood || self == 2;
    printf("%d stands in term %d by a word\n", self, latest[self].term)
  }
}

#ifdef OWN_VOTE_COUNTS_AT_ONCE  /* mutant against T2 */
#define ownVoteCounts(n) true
#else
#define ownVoteCounts(n) isDurable(n)
#endif

/* WinningRule.proceedIfWon, ownRecordIsDurable, NodeState.lead: a majority, the own vote in it. */
inline lead(self) {
  STEP {
    role[self] == CANDIDATE && ownVoteCounts(self) && peerSaidYes[self] ->
    role[self] = LEADER;
    printf("%d wins term %d\n", self, latest[self].term);
    leaveRound(self);
    one_leader_a_term = (leader[latest[self].term] == NOBODY || leader[latest[self].term] == self);
    assert(one_leader_a_term);
    leader[latest[self].term] = self
  }
}

/* DeadlineRule.enforceLimits: a lease ran out. A candidate that gives up only does less (L3). */
inline giveUp(self) {
  STEP {
    role[self] != FOLLOWER ->
    becomeFollower(self);
    printf("%d steps down\n", self)
  }
}

/* Input.Stored, DurableState.startWrite: the next write begins if something changed meanwhile. */
inline stored(self) {
  STEP {
    isWriting(self) ->
    printf("%d has on disk: term %d, vote %d\n", self, underWay[self].term, underWay[self].vote);
    becomeDurable(self);
    copy(underWay[self], latest[self])
  }
}

/* DurableState.giveUpWaiting, DeadlineRule.storeFailed: the write goes on, nobody waits (T5). */
inline storeIsLate(self) {
  STEP {
    isWriting(self) && !storeFailed ->
    storeFailed = true;
    becomeFollower(self);
    printf("%d waits for its store no longer\n", self)
  }
}

/* Input.StoreFailed, DeadlineRule.storeFailed: written or not, the decision stands (T3, T5). */
inline storeFails(self, written) {
  STEP {
    isWriting(self) ->
    if
    :: written -> copy(onDisk, underWay[self])
    :: else
    fi;
    copy(underWay[self], durable[self]);
    storeFailed = true;
    becomeFollower(self);
    printf("%d's store fails\n", self)
  }
}

/* DurableState.startWrite: tries again, with what was decided last (T5). */
inline storeAgain(self) {
  STEP {
    storeFailed && !isWriting(self) ->
    copy(underWay[self], latest[self]);
    printf("%d's store is asked again\n", self)
  }
}

/*
 * A crash and the restart with what is on disk (RestoredState). A write under way may have got
 * there or not: the crash comes before, during or after it.
 */
inline crash(self, written) {
  STEP {
    !crashed && (isWriting(self) || !written) ->
    crashed = true;
    if
    :: !written -> copy(underWay[self], onDisk)
    :: else
    fi;
    printf("%d crashes, reads: term %d, vote %d\n", self, underWay[self].term, underWay[self].vote);
    shown_terms_never_fall = (shownTerm(self) <= underWay[self].term);
    assert(shown_terms_never_fall);
    becomeDurable(self);
    copy(latest[self], durable[self]);
    role[self] = FOLLOWER;
    peerSaidYes[self] = false
  }
}

/* ---- What arrives ---- */

/*
 * NodeState.askForPreVotes, from CANDIDATE too (P2), and VoteRequestRule.answerPreVote: yes exactly
 * if the vote would be given now; the voter changes in nothing (P1). One yes is enough, so a round
 * without one leaves no trace, and neither does a second yes.
 */
inline preVoteGranted(asker, self) {
  STEP {
    (role[asker] == FOLLOWER || role[asker] == CANDIDATE) && latest[asker].term < TERMS &&
        isDurable(asker) && isAvailable(asker) &&
        isAvailable(self) && isVoteFree(self, latest[asker].term + 1, asker) ->
    role[asker] = PRE_CANDIDATE;
    peerSaidYes[asker] = true;
    printf("%d would vote for %d in term %d\n", self, asker, latest[asker].term + 1)
  }
}

/*
 * VoteRequestRule.grants: decided once, also while another record is being written (T3). A refusal
 * changes nothing (P3).
 */
inline voteRequestArrives(candidate, self, inTerm) {
  STEP {
    asked[candidate].in[inTerm] && isAvailable(self) && isVoteFree(self, inTerm, candidate) &&
        !(inTerm == latest[self].term && candidate == latest[self].vote) ->
    printf("%d decides to vote for %d in term %d\n", self, candidate, inTerm);
    role[self] = FOLLOWER;
    leaveRound(self);
    decide(self, inTerm, candidate);
#ifdef REPLY_BEFORE_SYNC  /* mutant against T1 */
    voteLeaves(self, inTerm, candidate);
#endif
    skip
  }
}

/*
 * Outbox.releaseVotes: the answer leaves when the vote is on disk, also if the node has meanwhile
 * decided something else; and once more whenever the candidate asks again (T1, S2).
 */
inline voteIsTold(candidate, self, inTerm) {
  STEP {
    asked[candidate].in[inTerm] && isAvailable(self) && inTerm == durable[self].term &&
        candidate == durable[self].vote ->
    printf("%d says that it votes for %d in term %d\n", self, candidate, inTerm);
    voteLeaves(self, inTerm, candidate)
  }
}

/* TermRule.judge: a later term is first written. Nothing is followed before that (M1). */
inline laterHeartbeatArrives(sender, self, inTerm) {
  STEP {
    leader[inTerm] == sender && inTerm > latest[self].term ->
    moveTo(self, inTerm);
    printf("%d moves to term %d: %d leads it\n", self, inTerm, sender)
  }
}

/* HeartbeatRule.hear, NodeState.follow: whoever asks for votes gives up for the term's leader. */
inline heartbeatArrives(sender, self, inTerm) {
  STEP {
    leader[inTerm] == sender && inTerm == latest[self].term && isDurable(self) &&
        (role[self] == PRE_CANDIDATE || role[self] == CANDIDATE) ->
    becomeFollower(self);
    printf("%d follows %d in term %d\n", self, sender, inTerm)
  }
}

/* WinningRule.answered, LeaseRule.answered: an answer tells a later term that is durable (S2). */
inline laterTermArrives(sender, self, inTerm) {
  STEP {
    role[self] != FOLLOWER && inTerm > latest[self].term && inTerm <= shownTerm(sender) ->
    moveTo(self, inTerm);
    printf("%d moves to term %d: %d told it\n", self, inTerm, sender)
  }
}

#define STEPS_OF(id) \
  :: stand(id) \
  :: standByTheWord(id) \
  :: lead(id) \
  :: giveUp(id) \
  :: stored(id)

#define ARRIVALS_IN(inTerm, from, to) \
  :: voteRequestArrives(from, to, inTerm) \
  :: voteIsTold(from, to, inTerm) \
  :: laterHeartbeatArrives(from, to, inTerm) \
  :: heartbeatArrives(from, to, inTerm) \
  :: laterTermArrives(from, to, inTerm)

#define ARRIVALS(from, to) \
  :: preVoteGranted(from, to) \
  ARRIVALS_IN(1, from, to) \
  ARRIVALS_IN(2, from, to) \
  ARRIVALS_IN(3, from, to)

active proctype cluster() {
  atomic { role[1] = FOLLOWER; role[2] = FOLLOWER; role[3] = FOLLOWER };
end:
  do
  STEPS_OF(1)
  STEPS_OF(2)
  STEPS_OF(3)
  :: storeIsLate(1)
  :: storeFails(1, false)
  :: storeFails(1, true)
  :: storeAgain(1)
  :: crash(1, false)
  :: crash(1, true)
  ARRIVALS(1, 2)
  ARRIVALS(2, 1)
  ARRIVALS(1, 3)
  ARRIVALS(3, 1)
  ARRIVALS(2, 3)
  ARRIVALS(3, 2)
  od
}
