//! Counts what stacking does, so that a test can tell linear work from worse without a clock.

#[cfg(test)]
std::thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// One name looked up, or one node passed.
#[inline]
pub(super) fn count() {
    #[cfg(test)]
    STEPS.set(STEPS.get() + 1);
}

/// Steps since the last call.
#[cfg(test)]
pub(super) fn take() -> u64 {
    STEPS.replace(0)
}
