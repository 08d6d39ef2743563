package io.election.api.store.crash;

/** When a store may refuse to start though something was saved. */
public enum Refusals {
  /** The store never loses what was acknowledged. */
  NEVER {
    @Override
    boolean over(CrashState state) {
      return false;
    }
  },

  /** The store may lose it in the midst of a save or a start, but not once it has answered. */
  IN_THE_MIDST {
    @Override
    boolean over(CrashState state) {
      return !state.settled();
    }
  },

  /** What the store needs is damaged. */
  ALWAYS {
    @Override
    boolean over(CrashState state) {
      return true;
    }
  };

  abstract boolean over(CrashState state);
}
