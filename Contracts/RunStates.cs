namespace Huracan.Contracts;

/// <summary>Which states of a run are ends.</summary>
public static class RunStates
{
    extension(RunState state)
    {
        /// <summary>Whether none of its units is worked on any more, or will be.</summary>
        public bool IsEnd => state is RunState.Cancelled or RunState.Finished;
    }
}
