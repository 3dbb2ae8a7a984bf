/* One vehicle, its job and two daemons, of which one may die or be stopped and come back as a zombie.
 * Stands for src/enrich/enrich-vehicle.ts (Daemon), src/db/statements/claim-vehicle.ts (claim),
 * sql/functions/55_rescore.sql (the fence check of a write), sql/functions/60_settle.sql (settle),
 * src/daemon/heartbeat.ts #freeTheDead (Reaper), sql/functions/70_reconcile.sql (Reconcile),
 * sql/functions/40_enqueue.sql (Events); and for graphile-worker as it is: a job that is re-added while it runs loses its
 * key and a second row comes, and a finished job is deleted by id without asking who has it locked.
 *
 * Properties: a write under an old fence never happens; two daemons that both live never work on the vehicle at once;
 * and when nothing can move any more, done = wanted and no row is locked by the dead.
 *
 * Mutants that must fail: -DNO_FENCE, -DNO_REAPER, -DNO_RECONCILE, -DNO_LEASE. Without faults (-DMAXCRASH=0 -DMAXSTOP=0
 * -DMAXLOST=0) nothing may lean on the reconcile: it must hold with -DNO_RECONCILE, and fail with -DNO_REQUEUE as well.
 */
#ifndef EVENTS
#define EVENTS 2
#endif
#ifndef MAXCRASH
#define MAXCRASH 1
#endif
#ifndef MAXSTOP
#define MAXSTOP 1
#endif
#ifndef MAXLOST
#define MAXLOST 1
#endif
#define ROWS 4
#define NOBODY 0
#define FREE(r) (row[r] && locked[r] == NOBODY)
#ifdef NO_LEASE
#define LEASE_FREE true
#else
#define LEASE_FREE (leased == NOBODY || !beating[leased])
#endif

byte wanted = 0;
byte done = 0;
byte fence = 0;
byte leased = NOBODY;
bool beating[3];       /* a heartbeat younger than ten seconds; index 0 unused */
bool working[3];       /* between claim and settle, and never stopped since the claim */
bool row[ROWS];        /* rows of the queue */
byte locked[ROWS];
byte keyed = ROWS;     /* the row that has the key; ROWS: none */
byte stops = 0;
byte crashes = 0;
byte removed = 0;
byte eventsLeft = EVENTS;

/* add_job with the vehicle's key: an unlocked row with the key is replaced, a locked one loses it. */
inline addJob(r) {
  if
  :: keyed < ROWS && row[keyed] && locked[keyed] == NOBODY -> skip
  :: else ->
     r = 0;
     do
     :: r < ROWS && row[r] -> r++
     :: else -> break
     od;
     assert(r < ROWS);
     row[r] = true; locked[r] = NOBODY; keyed = r
  fi
}

inline removeRow(r) {
  row[r] = false; locked[r] = NOBODY;
  if
  :: keyed == r -> keyed = ROWS
  :: else
  fi
}

proctype Events() {
  byte r;
  do
  :: atomic { eventsLeft > 0 -> wanted++; eventsLeft--; addJob(r) }
  :: eventsLeft == 0 -> break
  od
}

/* SIGSTOP and SIGCONT between any two steps of a daemon; or death. Only daemon 1, so that one always lives. */
#define PAUSE(d) \
  if \
  :: d == 1 && stops < MAXSTOP -> \
     d_step { stops++; beating[d] = false; working[d] = false }; \
     beating[d] = true \
  :: d == 1 && crashes < MAXCRASH -> \
     d_step { crashes++; beating[d] = false; working[d] = false }; \
     goto dead \
  :: true \
  fi

proctype Daemon(byte d) {
  byte job, mine, seen, r;
  beating[d] = true;
idle:
  atomic {
    job = 0;
    do
    :: job < ROWS && !(row[job] && locked[job] == NOBODY) -> job++
    :: else -> break
    od;
    if
    :: job < ROWS -> locked[job] = d
    :: else -> goto end_waiting
    fi
  }
  PAUSE(d);
  atomic { /* claim */
    if
    :: wanted > done && LEASE_FREE -> fence++; mine = fence; seen = wanted; leased = d; working[d] = true;
          assert(!(working[1] && working[2]))
    :: else -> goto finish
    fi
  }
  PAUSE(d);
  atomic { /* write: refused under an old fence */
    if
#ifndef NO_FENCE
    :: fence != mine -> working[d] = false; goto finish
#endif
    :: else -> assert(fence == mine)
    fi
  }
  PAUSE(d);
  atomic { /* settle */
    working[d] = false;
    if
    :: fence == mine ->
       done = seen; leased = NOBODY;
#ifndef NO_REQUEUE
       if
       :: wanted > seen -> addJob(r)
       :: else
       fi
#endif
    :: else
    fi
  }
  PAUSE(d);
finish:
  atomic { removeRow(job) } /* by id alone, whoever has it locked now */
  goto idle;
end_waiting:
  if
  :: FREE(0) || FREE(1) || FREE(2) || FREE(3) -> goto idle
  :: d == 1 && crashes < MAXCRASH -> d_step { crashes++; beating[d] = false }; goto dead
  fi;
dead:
end_dead:
  false
}

/* Any living daemon does it; here a process of its own. */
proctype Reaper() {
  byte r;
end_reaper:
  do
#ifndef NO_REAPER
  :: atomic {
       !beating[1] && stops + crashes > 0 && (leased == 1 || locked[0] == 1 || locked[1] == 1 || locked[2] == 1 || locked[3] == 1) ->
       if
       :: leased == 1 -> leased = NOBODY
       :: else
       fi;
       r = 0;
       do
       :: r < ROWS -> if :: row[r] && locked[r] == 1 -> locked[r] = NOBODY :: else fi; r++
       :: else -> break
       od
     }
#else
  :: false
#endif
  od
}

/* A row of the queue vanishes, whichever. */
proctype Vandal() {
  byte r = 0;
  do
  :: r < ROWS && removed < MAXLOST -> if :: atomic { row[r] -> removed++; removeRow(r) } :: r++ fi
  :: else -> break
  od
}

proctype Reconcile() {
  byte r;
end_reconcile:
  do
#ifndef NO_RECONCILE
  :: atomic {
       wanted > done && (leased == NOBODY || !beating[leased]) && keyed == ROWS -> addJob(r)
     }
#else
  :: false
#endif
  od
}

proctype Checker() {
end_checker:
  timeout ->
  assert(wanted == done);
  assert(eventsLeft == 0);
  assert(!(row[0] && locked[0] == 1 && !beating[1]))
}

init {
  atomic {
    run Daemon(1); run Daemon(2); run Events(); run Reaper(); run Vandal(); run Reconcile(); run Checker()
  }
}
