//! Programs as students write them, in many styles. What is named `right_…` must pass, what is named `wrong_…` must fail
//! with a line of the program to look at. What is named `missed_…` is wrong, and it is known that it passes or is only
//! called too long: `docs/model.md` says so.

#![allow(missing_docs)]

use kit_wire::sealed::Bounds;

#[allow(unused, unused_must_use, clippy::all, reason = "students write so")]
#[path = "programs/cells.rs"]
mod cells;
#[allow(unused, unused_must_use, clippy::all, reason = "students write so")]
#[path = "programs/endings.rs"]
mod endings;
#[allow(unused, unused_must_use, clippy::all, reason = "students write so")]
#[path = "programs/guards.rs"]
mod guards;
#[allow(unused, unused_must_use, clippy::all, reason = "students write so")]
#[path = "programs/locals.rs"]
mod locals;
#[allow(unused, unused_must_use, clippy::all, reason = "students write so")]
#[path = "programs/more.rs"]
mod more;
#[allow(unused, unused_must_use, clippy::all, reason = "students write so")]
#[path = "programs/ordered.rs"]
mod ordered;
#[allow(dead_code, reason = "another test asks for more")]
mod places;
#[allow(unused, unused_must_use, clippy::all, reason = "students write so")]
#[path = "programs/spinning.rs"]
mod spinning;
#[allow(unused, unused_must_use, clippy::all, reason = "students write so")]
#[path = "programs/styles.rs"]
mod styles;
#[allow(unused, unused_must_use, clippy::all, reason = "students write so")]
#[path = "programs/timeouts.rs"]
mod timeouts;
#[allow(unused, unused_must_use, clippy::all, reason = "students write so")]
#[path = "programs/waiting.rs"]
mod waiting;

/// Like most checks of the course.
fn bounds() -> Bounds {
    Bounds {
        preemptions: Some(2),
        ..Bounds::default()
    }
}

/// What is wrong with the report on one program.
fn complaint(name: &str, program: fn()) -> Option<String> {
    let start = std::time::Instant::now();
    let report = std_model::model::explore(&bounds(), program);
    println!(
        "{name}: {} executions, {:?} in {} ms",
        report.executions,
        (report.complete, report.covered),
        start.elapsed().as_millis()
    );
    let (kind, _) = name.split_once('_').expect("right_, wrong_ or missed_");
    match (kind, &report.failure) {
        _ if report.unsupported.is_some() => Some(format!("{name}: {:?}", report.unsupported)),
        ("right", None) if report.complete || report.covered >= Some(2) => None,
        ("right", None) => Some(format!("{name}: not complete")),
        ("right", Some(failure)) => Some(format!("{name}: false alarm: {:?}", failure.failure)),
        ("wrong", None) => Some(format!("{name}: missed")),
        ("wrong", Some(failure)) => {
            let elsewhere = places::elsewhere(failure, "/programs");
            elsewhere.map(|place| format!("{name}: points at {place:?}"))
        }
        (_, None) => None,
        (_, Some(failure)) => (failure.failure.kind() != kit_wire::trace::FailureKind::TooLong)
            .then(|| format!("{name} is found now: {:?}", failure.failure)),
    }
}

macro_rules! test_programs {
    ($($module:ident: $($name:ident)*;)*) => {$(
        #[test]
        fn $module() {
            let all: &[(&str, fn())] = &[$((stringify!($name), $module::$name)),*];
            let complaints: Vec<String> = all
                .iter()
                .filter_map(|(name, program)| complaint(name, *program))
                .collect();
            assert!(complaints.is_empty(), "{}", complaints.join("\n"));
        }
    )*};
}

test_programs! {
    cells: wrong_write_zero_over_zero wrong_write_same_true wrong_relaxed_lock_writing_same wrong_no_lock_same_write_in_guard right_two_readers right_cell_in_vec_reallocated right_mem_swap_cells right_option_take_cell right_box_freed_without_drop right_freed_huge_without_drop right_handed_over_by_join_get_mut right_get_mut_by_other_owner right_into_inner_and_padding right_zero_sized right_maybe_uninit_slot wrong_maybe_uninit_slot_relaxed right_two_readers_of_once_init missed_inc_dec_between_steps;
    guards: wrong_guard_writes_same_relaxed_unlock wrong_guard_writes_same_relaxed_lock right_guard_writes_same right_guard_reads right_own_rwlock_helper right_flag_once right_index_cell right_seqlock_unsafe_free;
    spinning: right_dekker wrong_dekker_acqrel right_sb_store_seqcst_fence_one_side right_sb_swap_relaxed_fence wrong_sb_acqrel_fence wrong_sb_load_relaxed_after_seqcst_swap_acq right_swap right_swap_yield right_cas_weak_loop_match right_cas_strong_is_err right_ttas right_ticket right_ticket_fetch_add_unlock right_fetch_or right_fetch_max right_backoff_bounded_then_yield right_backoff_sleep right_spin_bound_then_outer right_helper_two_places right_fetch_update_lock right_load_then_cas right_count_attempts_atomic wrong_ttas_relaxed wrong_bounded_spin_gives_up right_fetch_add_lock wrong_load_store right_spin_on_two right_poll_is_finished right_poll_try_lock right_poll_try_recv right_recv_timeout_loop wrong_recv_timeout_gives_up right_poll_mutex_flag right_poll_once_lock right_poll_weak_upgrade right_poll_strong_count right_poll_strong_count_spin right_poll_try_unwrap right_poll_instant wrong_all_spin wrong_yield_forever_mutex wrong_try_lock_gives_up_late missed_fetch_add_lock;
    ordered: right_swap_lock wrong_given_back_too_early wrong_given_back_too_early_without_a_step_behind right_tickets wrong_tickets_by_load_and_store right_bakery right_peterson wrong_peterson_with_release_and_acquire wrong_peterson_with_weaker_loads right_store_buffering wrong_store_buffering_with_a_weaker_load wrong_taken_after_it_was_seen_free right_published_beside_counters wrong_reader_with_a_counter_and_a_relaxed_flag wrong_writer_with_a_counter_and_a_relaxed_flag right_mixed_lock wrong_mixed_lock;
    endings: wrong_detached_store wrong_detached_mutex wrong_detached_mutex_rel right_detached_panics right_detached_server right_detached_forever_lock right_detached_sleeper right_background_until_stop right_producer_until_stop missed_detached_after_two;
    locals: right_joined_in_a_scope wrong_scope_with_destructors right_scope_with_destructors_that_nobody_needs wrong_race_with_a_destructor_after_the_scope;
    styles: right_drop_exchanges wrong_drop_exchanges_relaxed right_drop_exchanges_weakly wrong_drop_exchanges_the_wrong_way right_drop_updates wrong_drop_updates_relaxed right_stuck_and_drop_exchanges right_stuck_and_drop_exchanges_weakly right_stuck_and_drop_updates wrong_stuck_although_drop_exchanges wrong_stuck_although_drop_updates right_cut_off_and_drop_exchanges right_cut_off_and_drop_updates wrong_cut_off_and_drop_exchanges_relaxed right_use_counter_in_a_mutex right_use_counter_in_a_mutex_of_three wrong_use_counter_looked_at_outside right_owner_in_a_mutex right_owner_in_a_mutex_of_three wrong_owner_given_up_outside wrong_use_counter_written_outside right_held_flag_in_a_mutex right_held_flag_in_a_mutex_of_three wrong_held_flag_in_a_relaxed_mutex right_misses_counted_by_two right_misses_counted_by_three wrong_misses_counted_by_two wrong_misses_counted_by_three right_seeded_back_off_of_two wrong_seeded_back_off_of_two wrong_seeded_back_off_of_three right_failed_exchanges_counted_by_two wrong_failed_exchanges_counted_by_two wrong_failed_exchanges_counted_by_three right_misses_counted_before_a_test_by_two right_misses_counted_before_a_test_by_three wrong_misses_counted_before_a_test_by_two wrong_misses_counted_before_a_test_by_three right_version_asked_before_and_after wrong_version_asked_before_and_after right_asserted_full_after_the_read right_asserted_full_twice_after_the_read wrong_asserted_full_after_the_read;
    timeouts: right_recv_timeout_of_a_century right_recv_timeout_of_ever wrong_recv_timeout_of_a_second right_recv_timeout_longer_than_the_sleep wrong_recv_timeout_shorter_than_the_sleep right_recv_timeout_that_nobody_ends right_two_long_timeouts_strike_in_turn right_wait_timeout_of_an_hour wrong_wait_timeout_of_a_second wrong_wait_timeout_shorter_than_the_sleep wrong_long_wait_without_a_loop wrong_long_park_without_a_loop right_long_park_with_a_loop;
    waiting: right_queue_while wrong_queue_if_two_consumers wrong_queue_if_one_consumer_spurious wrong_for_loop_wait wrong_check_outside_lock wrong_atomic_flag_with_condvar right_atomic_flag_with_condvar_locked wrong_two_kinds_notify_one_2p2c wrong_two_kinds_notify_one_1p2c right_two_kinds_notify_all_2p2c right_two_kinds_notify_all_1p2c right_wait_timeout_loop right_lost_wakeup_saved_by_timeout wrong_wait_timeout_assumes_data right_semaphore_notify_one wrong_notify_one_broadcast_needed wrong_relies_on_fifo_wakeup right_park_flag wrong_park_no_loop wrong_unpark_before_store right_block_on_swap right_block_on_clear_before wrong_block_on_clear_after right_block_on_plain_park wrong_future_no_recheck wrong_executor_queued_cleared_relaxed_after_poll right_executor_queued_cleared_before_poll wrong_executor_queued_cleared_plain_store_before_poll;
    more: right_sync0_rendezvous wrong_sync0_same_thread wrong_sync1_full_same_thread right_sync0_try_send_loop right_sync0_order_visible wrong_forgot_to_drop_tx right_dropped_tx right_send_err_carries wrong_order_of_two_senders right_worker_pool right_worker_pool_while_let wrong_ab_ba wrong_philosophers3 right_philosophers3_ordered wrong_relock wrong_rw_upgrade wrong_rw_lost_update right_rw_readers right_rw_try wrong_rw_recursive_read right_once right_lazy_static_vec right_static_mutex_vec wrong_once_reentrant wrong_double_checked right_tls right_poison wrong_poison_unwrap right_join_err_payload_value right_scope wrong_scope_panics right_scope_join_err right_barrier right_seqlock wrong_seqlock_no_fence right_treiber wrong_treiber_load_store right_spsc_ring right_atomic_get_mut_after_join right_static_array wrong_exit wrong_panic_in_drop_of_guarded;
}

/// Two switches are too few for this one.
#[test]
fn a_bakery_that_does_not_wait_for_choosing_is_found_without_a_bound() {
    let wrong = ordered::wrong_bakery_that_does_not_wait_for_choosing;
    let report = std_model::model::explore(&Bounds::default(), wrong);
    assert!(
        report.failure.is_some(),
        "missed in {} executions",
        report.executions
    );
    let right = std_model::model::explore(&Bounds::default(), ordered::right_bakery);
    assert!(right.failure.is_none() && right.complete, "{right:?}");
}
