/* The doorbell: writers notify only if the dispatcher may be asleep.
 * Stands for these lines (a test looks for each of them):
 *   Writer         sql/functions/05_notify.sql                     not pg_try_advisory_xact_lock_shared(28019, 1)
 *   Writer         sql/functions/05_notify.sql                     perform pg_notify('micro_scrape',
 *   Dispatcher     src/dispatch/dispatcher.ts                    await this.#drain(path, signal);
 *   Dispatcher     src/dispatch/dispatcher.ts                    select pg_try_advisory_lock(${LOCKS.doorbell}) as got
 *   final drain    src/dispatch/dispatcher.ts                    const { taken, many, nextInMs } = await this.#drain(path, signal, true);
 *   asleep         src/dispatch/dispatcher.ts                    path = await notifier.wait(Math.min(Math.max(nextInMs, SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS), signal);
 *   lost           src/database/session.ts                       client.on('end', () => lost.abort());
 *   notifier           src/dispatch/listener.ts                      this.#options.notifier.notify();
 *
 * K is the advisory lock (28019, 1). A writer tries to take it shared inside its transaction and keeps it until its
 * commit is visible; if it cannot, it notifies. The dispatcher holds K exclusively only while it sleeps, on a session that
 * writes no event itself; woken, it drains under K, and either stays there or lets go: both are right at every moment, and
 * how fast events come decides, or a clock. Awake it may also wait before it looks again and tries K, which changes nothing here.
 * Property: when every writer has ended and the dispatcher cannot move by itself, no committed event is left.
 *
 * Mutants that must fail: -DNO_FINAL_DRAIN (sleep without looking once more under K),
 * -DFORGETS_RINGS (what was rung during a drain is not remembered),
 * -DMAXLOSS=1 -DDEAF_TO_LOSS (not noticing that the connection that holds K is gone).
 */
#ifndef WRITERS
#define WRITERS 3
#endif
#ifndef TRANSACTIONS
#define TRANSACTIONS 2
#endif
#ifndef MAXCRASH
#define MAXCRASH 0
#endif
#ifndef MAXLOSS
#define MAXLOSS 0
#endif

byte shared = 0;        /* writers that hold K shared */
bool exclusive = false; /* the dispatcher holds K */
byte events = 0;        /* committed and not yet taken */
byte notifier = 0;          /* notifications that have reached the listener */
bool listening = false;
byte ended = 0;         /* writers that are done */
byte crashes = 0;
byte losses = 0;
bool lost = false;      /* the connection that held K is gone, its lock with it */

proctype Writer() {
  byte n = 0;
  bool silent;
  do
  :: n < TRANSACTIONS ->
     atomic { /* the trigger: pg_try_advisory_xact_lock_shared */
       if
       :: !exclusive -> shared++; silent = true
       :: else -> silent = false
       fi
     }
     if
     :: events++; /* commit: visible first, then the notification, then the locks */
        if
        :: !silent && listening -> atomic { if :: notifier < 20 -> notifier++ :: else fi }
        :: else
        fi
     :: true /* rollback */
     fi;
     if
     :: silent -> shared--
     :: else
     fi;
     n++
  :: else -> break
  od;
  ended++
}

proctype Dispatcher() {
connect:
  listening = true; /* LISTEN first, then look */
  exclusive = false;
awake:
  events = 0; /* drain */
  if
  :: atomic { shared == 0 && !exclusive -> exclusive = true }
  :: else -> goto awake /* a silent writer is in flight: look again */
  fi;
#ifndef NO_FINAL_DRAIN
  events = 0; /* once more, under K */
#endif
asleep:
  if
  :: notifier > 0 ->
#ifndef FORGETS_RINGS
     notifier = 0;
#endif
     if /* K may be gone by now, and nobody have noticed */
     :: !lost && losses < MAXLOSS -> d_step { losses++; exclusive = false; lost = true }
     :: true
     fi;
     events = 0;
#ifdef FORGETS_RINGS
     notifier = 0;
#endif
     if
     :: goto asleep /* few write */
     :: d_step { exclusive = false; lost = false }; goto awake /* many do */
     fi
  :: !lost && losses < MAXLOSS -> d_step { losses++; exclusive = false; lost = true }; goto asleep
#ifndef DEAF_TO_LOSS
  :: lost -> d_step { lost = false; notifier = 0 }; goto connect
#endif
  :: crashes < MAXCRASH -> d_step { crashes++; listening = false; exclusive = false; notifier = 0 }; goto connect
  :: timeout -> assert(ended < WRITERS || events == 0); goto over
  fi;
over:
  skip
}

init {
  byte i = 0;
  atomic {
    run Dispatcher();
    do
    :: i < WRITERS -> run Writer(); i++
    :: else -> break
    od
  }
}
