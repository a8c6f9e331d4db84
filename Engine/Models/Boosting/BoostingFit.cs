using System.Diagnostics;
using Huracan.Engine.Training;

namespace Huracan.Engine.Models.Boosting;

/// <summary>
/// The rounds of a training of boosted trees: with validation it stops early, and a killed one goes on.
/// </summary>
/// <remarks>
/// The libraries cannot restore their generators of rows and columns in mid-training. So the trees grow in parts, which end after
/// <see cref="FirstPart"/> rounds and whenever their number has doubled: each begins with a seed of its own on the saved trees of the
/// parts before, whether or not the process was killed in between, and so gives the same bytes. Parts of one length would forecast the
/// trees before them too often in a long training.
/// </remarks>
internal sealed class BoostingFit
{
    /// <summary>Rounds after which the state is kept for the first time.</summary>
    public const int FirstPart = 100;

    private const int Format = 1; // of parts, seeds and states

    private readonly FitOptions options;
    private readonly int rounds;
    private readonly int patience;
    private readonly bool isValidated;
    private readonly bool hasValueHead;
    private readonly int samples;
    private readonly FitCheckpoint<BoostingState> checkpoint;
    private readonly List<EpochResult> history;
    private readonly List<byte[]> valueTrees;
    private byte[] trees; // of all rounds; empty before the first
    private int best; // index of the round
    private bool hasEnded;

    /// <param name="identity">The family, its settings and the library with its version.</param>
    /// <param name="rounds">Most rounds; of a training without validation those that are run, unless the options say how many.</param>
    /// <param name="patience">Rounds without a better validation loss before stopping.</param>
    /// <param name="hasValueHead">Whether a value head is to follow.</param>
    /// <param name="options">Seed, rounds, progress and checkpoints.</param>
    /// <param name="train">What is learnt from.</param>
    /// <param name="validation">What it stops early by; null runs all rounds.</param>
    public BoostingFit(
        string identity, int rounds, int patience, bool hasValueHead, FitOptions options, Samples train, Samples? validation)
    {
        this.options = options;
        isValidated = validation is not null;
        this.rounds = isValidated ? rounds : options.ExactRounds ?? rounds;
        (this.patience, this.hasValueHead, samples) = (patience, hasValueHead, train.Count);
        checkpoint = new(
            options.Checkpoints, () => TrainingIdentity.Of($"{identity} trees {Format}", hasValueHead, options, train, validation));
        var state = checkpoint.Read() ?? new([], 0, false, [], [], []);
        (history, best, hasEnded) = ([.. state.History], state.Best, state.HasEnded);
        (trees, BestTrees, valueTrees) = (state.Trees, state.BestTrees, [.. state.ValueTrees]);
    }

    /// <summary>Number of rounds up to the best.</summary>
    public int BestRounds => best + 1;

    /// <summary>Trees of the best round, those before it and some after it, in the library's own format.</summary>
    public byte[] BestTrees { get; private set; }

    /// <summary>Trees of the value head that have grown, each in the library's own format.</summary>
    public IReadOnlyList<byte[]> ValueTrees => valueTrees;

    /// <summary>How it went.</summary>
    public FitResult Result => new(
        BestRounds, isValidated ? history[best].ValidationLoss : history[best].TrainLoss, history, IsOutOfPatience, BatchSize: 0);

    /// <summary>Grows the trees of the classes to their end.</summary>
    /// <param name="begin">Begins a part: on the trees of all parts before, empty for the first, and with a seed.</param>
    /// <param name="cancellationToken">Ends it between two rounds.</param>
    public void Grow(Func<byte[], ulong, IGrowingTrees> begin, CancellationToken cancellationToken)
    {
        while (!hasEnded)
        {
            var first = history.Count;
            var seed = first == 0 ? options.Seed : SeededRandom.Derive(options.Seed, $"round {first + 1}");
            using var growing = begin(trees, seed);
            while (!hasEnded && history.Count < first + Math.Max(FirstPart, first))
            {
                cancellationToken.ThrowIfCancellationRequested();
                hasEnded = !GrowRound(growing);
            }
            trees = growing.Save();
            if (best >= first)
                BestTrees = trees;
            if (!hasEnded || hasValueHead)
                Keep();
        }
    }

    /// <summary>Keeps trees of the value head.</summary>
    public void AddValueTrees(byte[] grown)
    {
        valueTrees.Add(grown);
        Keep();
    }

    private bool IsOutOfPatience => isValidated && history.Count - BestRounds >= patience;

    private bool GrowRound(IGrowingTrees growing)
    {
        var started = Stopwatch.GetTimestamp();
        var isSplit = growing.Grow();
        if (!isSplit && history.Count > 0)
            return false;
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var round = new EpochResult(history.Count + 1, growing.TrainLoss(), growing.ValidationLoss(), seconds, samples / seconds);
        history.Add(round);
        if (!isValidated || round.ValidationLoss < history[best].ValidationLoss)
            best = history.Count - 1;
        options.Progress?.Report(round);
        return isSplit && history.Count < rounds && !IsOutOfPatience;
    }

    private void Keep() => checkpoint.Write(new(history, best, hasEnded, trees, BestTrees, valueTrees));
}
