/* One vehicle, its job and two daemons: one may die, or be stopped and come back as a zombie; either may lose the answer
 * of PostgreSQL to a statement that was carried out, or a statement to the network; a queue row may vanish.
 *
 * Stands for these lines (a test looks for each of them):
 *   Events         sql/functions/40_enqueue.sql                  requested = s.requested + excluded.requested,
 *   Daemon         src/enrichment/enrich-vehicle.ts              const claim = await claimVehicle(pool,
 *   claim          sql/functions/55_claim.sql                    fence = s.fence + 1, leased_by = p_daemon
 *   claim          sql/functions/55_claim.sql                    and (s.requested > s.handled or p_force)
 *   LEASE_FREE     sql/functions/55_claim.sql                    where d.id = s.leased_by and d.beat_at > micro_scrape.lease_limit()))
 *   write          sql/functions/60_commit_run.sql               where s.vehicle_id = p_vehicle_id and s.fence = p_fence for update;
 *   settle         sql/functions/60_commit_run.sql               then greatest(s.handled, p_requested)
 *   settle         sql/functions/60_commit_run.sql               v_before.requested > p_requested
 *   release        src/database/statements/release-vehicle.ts    where vehicle_id = $1 and fence = $2
 *   Reaper         src/jobs/heartbeat.ts                         await this.#guarded(() => this.#rescueCrashed());
 *   Reaper         sql/functions/65_rescue.sql                     perform graphile_worker.force_unlock_workers(
 *   Forgotten      src/jobs/heartbeat.ts                         await this.#guarded(() => this.#rescueOrphaned(
 *   HELD_UNKNOWN   src/database/statements/heartbeat.ts          micro_scrape.is_any_orphaned($1, $10::uuid[], $11::bigint[], $12::boolean)
 *   Forgotten      sql/functions/65_rescue.sql                     and (s.leased_by = p_daemon and s.vehicle_id <> all (p_vehicles)
 *   REQUEUE_LOST   sql/functions/65_rescue.sql                     where s.vehicle_id = any (p_ids) and s.requested > s.handled and not s.rate_limited
 *   Reconcile      sql/functions/70_reconcile.sql                jobless := micro_scrape.requeue_lost(v_ids);
 * and for graphile-worker as it is: a job that is re-added while it runs loses its key and a second row comes; a failed
 * job is unlocked; a finished job is deleted by id without asking who has it locked.
 *
 * Left out: the ten seconds that stand between a heartbeat and its absence (here a daemon beats or does not), parking,
 * lanes (a move is a settling that leaves `handled` as it is and makes a job, in one statement under the fence),
 * and the vehicle over which three daemons died, which rests as after a failed attempt.
 *
 * Properties: a write under an old fence never happens; two daemons that both live never work on the vehicle at once;
 * and when nothing can move any more, handled = requested, and nothing is held by the dead or by one that does not know of it.
 *
 * Mutants that must fail: -DNO_FENCE, -DNO_REAPER, -DNO_FORGOTTEN, -DNO_RECONCILE, -DNO_LEASE. Without faults
 * (-DMAXCRASH=0 -DMAXSTOP=0 -DMAXLOST=0 -DMAXDEAF=0) nothing may lean on the reconcile: it must hold with -DNO_RECONCILE,
 * and fail with -DNO_REQUEUE as well.
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
#ifndef MAXDEAF
#define MAXDEAF 1
#endif
#define ROWS 4
#define NOTHING ROWS
#define NOBODY 0
#define FREE(r) (row[r] && locked[r] == NOBODY)
#ifdef NO_LEASE
#define LEASE_FREE true
#else
#define LEASE_FREE (leased == NOBODY || !beating[leased])
#endif

byte requested = 0;
byte handled = 0;
byte fence = 0;
byte leased = NOBODY;
bool beating[3];       /* a heartbeat younger than ten seconds; index 0 unused */
bool working[3];       /* between claim and settle, and never stopped since the claim */
byte runs[3] = NOTHING; /* the job that the daemon knows it runs (runner.ts runningJobs) */
bool row[ROWS];        /* rows of the queue */
byte locked[ROWS];
byte keyed = ROWS;     /* the row that has the key; ROWS: none */
byte stops = 0;
byte crashes = 0;
byte removed = 0;
byte deaf = 0;         /* statements or answers lost */
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

/* Work without a job and without anybody alive who has it gets one. */
#define REQUEUE_LOST(r) \
  if \
  :: requested > handled && (leased == NOBODY || !beating[leased]) && keyed == ROWS -> addJob(r) \
  :: else \
  fi

#define CAN_LOSE (deaf < MAXDEAF)

proctype Events() {
  byte r;
  do
  :: atomic { eventsLeft > 0 -> requested++; eventsLeft--; addJob(r) }
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
    :: job < ROWS -> locked[job] = d; runs[d] = job
    :: job < ROWS && CAN_LOSE -> deaf++; locked[job] = d; goto idle /* it never learns that the job is its own */
    :: job == ROWS -> goto end_waiting
    fi
  }
  PAUSE(d);
  atomic { /* claim */
    if
    :: requested > handled && LEASE_FREE -> fence++; mine = fence; seen = requested; leased = d; working[d] = true;
          assert(!(working[1] && working[2]))
    :: requested > handled && LEASE_FREE && CAN_LOSE -> deaf++; fence++; leased = d; goto failed
    :: !(requested > handled && LEASE_FREE) -> goto finish
    fi
  }
  PAUSE(d);
  atomic { /* write: refused under an old fence */
    if
#ifndef NO_FENCE
    :: fence != mine -> working[d] = false; goto finish
#endif
#ifdef NO_FENCE
    :: true -> assert(fence == mine)
#else
    :: fence == mine -> skip
#endif
    :: CAN_LOSE -> deaf++; working[d] = false; goto release
    fi
  }
  PAUSE(d);
  atomic { /* settle */
    working[d] = false;
    if
    :: fence == mine ->
       handled = seen; leased = NOBODY;
#ifndef NO_REQUEUE
       if
       :: requested > seen -> addJob(r)
       :: else
       fi;
#endif
       if
       :: true
       :: CAN_LOSE -> deaf++; goto release
       fi
    :: fence != mine -> skip
    :: CAN_LOSE -> deaf++; goto release
    fi
  }
  PAUSE(d);
finish:
  atomic { /* by id alone, whoever has it locked now */
    runs[d] = NOTHING;
    if
    :: removeRow(job)
    :: CAN_LOSE -> deaf++
    fi
  }
  goto idle;
release:
  atomic { /* does nothing under an old fence */
    if
    :: fence == mine && leased == d -> leased = NOBODY
    :: fence != mine || leased != d -> skip
    :: CAN_LOSE -> deaf++
    fi
  }
failed:
  atomic {
    runs[d] = NOTHING;
    if
    :: row[job] && locked[job] == d -> locked[job] = NOBODY
    :: !(row[job] && locked[job] == d) -> skip
    :: CAN_LOSE -> deaf++
    fi
  }
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
       od;
       REQUEUE_LOST(r)
     }
#else
  :: false
#endif
  od
}

#define HELD_UNKNOWN(d) (beating[d] && (leased == d && runs[d] == NOTHING || \
  row[0] && locked[0] == d && runs[d] != 0 || row[1] && locked[1] == d && runs[d] != 1 || \
  row[2] && locked[2] == d && runs[d] != 2 || row[3] && locked[3] == d && runs[d] != 3))

/* Each daemon for itself: what it holds and does not work on. */
proctype Forgotten(byte d) {
  byte r;
end_forgotten:
  do
#ifndef NO_FORGOTTEN
  :: atomic {
       HELD_UNKNOWN(d) ->
       if
       :: leased == d && runs[d] == NOTHING -> leased = NOBODY
       :: else
       fi;
       r = 0;
       do
       :: r < ROWS -> if :: row[r] && locked[r] == d && runs[d] != r -> locked[r] = NOBODY :: else fi; r++
       :: else -> break
       od;
       REQUEUE_LOST(r)
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
       requested > handled && (leased == NOBODY || !beating[leased]) && keyed == ROWS -> REQUEUE_LOST(r)
     }
#else
  :: false
#endif
  od
}

proctype Checker() {
end_checker:
  timeout ->
  assert(requested == handled);
  assert(eventsLeft == 0);
  assert(leased == NOBODY);
  assert(!(row[0] && locked[0] != NOBODY) && !(row[1] && locked[1] != NOBODY));
  assert(!(row[2] && locked[2] != NOBODY) && !(row[3] && locked[3] != NOBODY))
}

init {
  atomic {
    run Daemon(1); run Daemon(2); run Events(); run Reaper(); run Forgotten(1); run Forgotten(2); run Vandal(); run Reconcile(); run Checker()
  }
}
