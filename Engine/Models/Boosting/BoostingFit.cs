using System.Diagnostics;
using Huracan.Engine.Training;

namespace Huracan.Engine.Models.Boosting;

/// <summary>
/// The rounds of a training of boosted trees: with validation it stops early, and a killed one goes on.
/// </summary>
/// <remarks>
/// The libraries cannot restore their generators of rows and columns in mid-training. So the trees grow in parts of
/// <see cref="PartRounds"/> rounds: each begins with a seed of its own on the saved trees of the parts before, whether or not the process
/// was killed in between, and so gives the same bytes.
/// </remarks>
internal sealed class BoostingFit
{
    /// <summary>Rounds after which the state is kept.</summary>
    public const int PartRounds = 100;

    private readonly FitOptions options;
    private readonly int rounds;
    private readonly int patience; // no end of it without validation
    private readonly bool hasValueHead;
    private readonly int samples;
    private readonly FitCheckpoint<BoostingState> checkpoint;
    private readonly List<EpochResult> history;
    private readonly List<byte[]> valueTrees;
    private int best; // index of the round
    private bool hasEnded;

    /// <param name="identity">The family and its settings.</param>
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
        this.rounds = validation is null ? options.ExactRounds ?? rounds : rounds;
        this.patience = validation is null ? int.MaxValue : patience;
        this.hasValueHead = hasValueHead;
        samples = train.Count;
        checkpoint = new(options.Checkpoints, () => TrainingIdentity.Of(identity, hasValueHead, options, train, validation));
        var state = checkpoint.Read() ?? new([], 0, false, [], []);
        (history, best, hasEnded, Trees, valueTrees) = ([.. state.History], state.Best, state.HasEnded, state.Trees, [.. state.ValueTrees]);
    }

    /// <summary>Trees of all rounds, in the library's own format; empty before the first.</summary>
    public byte[] Trees { get; private set; }

    /// <summary>Number of rounds up to the best.</summary>
    public int BestRounds => best + 1;

    /// <summary>Trees of the value head that have grown, each in the library's own format.</summary>
    public IReadOnlyList<byte[]> ValueTrees => valueTrees;

    /// <summary>How it went.</summary>
    public FitResult Result => new(
        BestRounds, double.IsNaN(history[best].ValidationLoss) ? history[best].TrainLoss : history[best].ValidationLoss, history,
        IsOutOfPatience, BatchSize: 0);

    /// <summary>Grows the trees of the classes to their end.</summary>
    /// <param name="begin">Begins a part: on the trees of all parts before, empty for the first, and with a seed.</param>
    /// <param name="cancellationToken">Ends it between two rounds.</param>
    public void Grow(Func<byte[], ulong, IGrowingTrees> begin, CancellationToken cancellationToken)
    {
        while (!hasEnded)
        {
            var first = history.Count;
            var seed = first == 0 ? options.Seed : SeededRandom.Derive(options.Seed, $"round {first + 1}");
            using var growing = begin(Trees, seed);
            while (!hasEnded && history.Count < first + PartRounds)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hasEnded = !GrowRound(growing);
            }
            Trees = growing.Save();
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

    private bool IsOutOfPatience => history.Count - BestRounds >= patience;

    private bool GrowRound(IGrowingTrees growing)
    {
        var started = Stopwatch.GetTimestamp();
        var isSplit = growing.Grow();
        if (!isSplit && history.Count > 0)
            return false;
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var round = new EpochResult(history.Count + 1, growing.TrainLoss(), growing.ValidationLoss(), seconds, samples / seconds);
        history.Add(round);
        if (double.IsNaN(round.ValidationLoss) || round.ValidationLoss < history[best].ValidationLoss)
            best = history.Count - 1;
        options.Progress?.Report(round);
        return isSplit && history.Count < rounds && !IsOutOfPatience;
    }

    private void Keep() => checkpoint.Write(new(history, best, hasEnded, Trees, valueTrees));
}
