using System.Collections.Concurrent;
using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Tests.Engine.Training;

namespace Huracan.Tests.Engine.Models;

/// <summary>What every <see cref="IModel"/> must do. A family's test class inherits it and names a small configuration.</summary>
public abstract class ModelConformance
{
    private static readonly FitOptions Options = new() { Epochs = 12, Patience = 12, BatchSize = 32, Seed = 5 };
    private static readonly ConcurrentDictionary<Type, (IReadOnlyDictionary<string, byte[]> Files, FitResult Result)> Fits = new();
    private readonly Samples train = MadeUp.Samples(600, 1);
    private readonly Samples validation = MadeUp.Samples(200, 2);

    private protected abstract IModel Create();

    private protected virtual bool Learns => true;

    private protected virtual bool IsRandom => Learns;

    private protected virtual bool LearnsWeights => true;

    private protected virtual bool IsResumable => Learns;

    /// <summary>A model that trains for the rounds of <see cref="Kill"/>, and is killed after some of them.</summary>
    private protected virtual IModel CreateLong() => Create();

    private protected virtual (int After, int Rounds) Kill => (7, 12);

    [Fact]
    public void Probabilities_are_finite_and_sum_to_one_and_the_value_follows_them()
    {
        using var model = Fitted();
        var predictions = model.Predict(validation.Table, validation.Bars);
        Assert.Equal(validation.Count, predictions.Length);
        Assert.All(predictions, p =>
        {
            Assert.InRange(p.Down, 0, 1);
            Assert.InRange(p.Flat, 0, 1);
            Assert.InRange(p.Up, 0, 1);
            Assert.Equal(1, p.Down + p.Flat + p.Up, 1e-5);
            Assert.Equal(0.01 * (p.Up - p.Down), p.Value, 5e-4);
        });
    }

    [Fact]
    public void Predictions_do_not_depend_on_what_else_is_asked_for()
    {
        using var model = Fitted();
        var all = model.Predict(validation.Table, validation.Bars);
        int[] some = [17, 3, 150];
        var few = model.Predict(validation.Table, Array.ConvertAll(some, i => validation.Bars[i]));
        for (var i = 0; i < some.Length; i++)
        {
            Assert.Equal(all[some[i]].Down, few[i].Down, 1e-6);
            Assert.Equal(all[some[i]].Up, few[i].Up, 1e-6);
        }
        Assert.Empty(model.Predict(validation.Table, []));
    }

    [Fact]
    public void A_saved_model_predicts_the_same_when_loaded_and_saves_the_same_bytes()
    {
        using var model = Create();
        model.Fit(train, validation, Options, default);
        using var loaded = Create();
        loaded.Load(model.Save());
        Assert.Equal(model.Predict(validation.Table, validation.Bars), loaded.Predict(validation.Table, validation.Bars));
        Assert.Equal(model.Save(), loaded.Save());
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        using var first = Fitted();
        Assert.Equal(first.Save(), FitNow().Files);
        using var other = Create();
        other.Fit(train, validation, Options with { Seed = 6 }, default);
        if (IsRandom)
            Assert.NotEqual(first.Save(), other.Save());
        else
            Assert.Equal(first.Save(), other.Save());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_killed_training_goes_on_with_the_same_bytes(bool isValidated)
    {
        var judged = isValidated ? validation : null;
        var options = Options with { ExactRounds = Kill.Rounds };
        using var whole = CreateLong();
        var expected = whole.Fit(train, judged, options, default);
        var checkpoints = new MemoryCheckpoints();
        using var killed = CreateLong();
        var end = new RoundsSeen { KilledAfter = Kill.After };
        void Train() => killed.Fit(train, judged, options with { Checkpoints = checkpoints, Progress = end }, default);
        if (Learns)
            Assert.Throws<KilledException>(Train);
        else
            Train();

        using var resumed = CreateLong();
        var seen = new RoundsSeen();
        var result = resumed.Fit(train, judged, options with { Checkpoints = checkpoints, Progress = seen }, default);
        Assert.Equal(whole.Save(), resumed.Save());
        Assert.Equal(expected.BestEpoch, result.BestEpoch);
        Assert.Equal(expected.BestLoss, result.BestLoss);
        Assert.Equal(
            expected.Epochs.Select(epoch => (epoch.Epoch, epoch.TrainLoss, epoch.ValidationLoss)),
            result.Epochs.Select(epoch => (epoch.Epoch, epoch.TrainLoss, epoch.ValidationLoss)));
        if (Learns)
            Assert.Equal(IsResumable, seen.Rounds[0] > 1);

        // Another training does not go on from it.
        using var other = CreateLong();
        var others = new RoundsSeen();
        var foreign = train with { Classes = [.. train.Classes.Reverse()] };
        other.Fit(foreign, judged, options with { Checkpoints = checkpoints, Progress = others }, default);
        if (Learns)
            Assert.Equal(1, others.Rounds[0]);
    }

    [Fact]
    public void A_model_fitted_twice_is_as_one_fitted_once()
    {
        using var once = Fitted();
        using var twice = Create();
        twice.Fit(MadeUp.Samples(100, 9), null, Options with { ExactRounds = 2 }, default);
        twice.Fit(train, validation, Options, default);
        Assert.Equal(once.Save(), twice.Save());
    }

    [Fact]
    public void A_planted_pattern_is_learnt_and_permuted_labels_are_not()
    {
        using var model = Fitted();
        var unseen = MadeUp.Samples(600, 3);
        var learnt = MadeUp.BalancedAccuracy(unseen, model.Predict(unseen.Table, unseen.Bars));
        if (Learns)
            Assert.InRange(learnt, 0.7, 1);
        using var fooled = Create();
        fooled.Fit(MadeUp.Samples(600, 4, permuted: true), MadeUp.Samples(200, 7, permuted: true), Options, default);
        var permuted = MadeUp.Samples(600, 8, permuted: true);
        Assert.InRange(MadeUp.BalancedAccuracy(permuted, fooled.Predict(permuted.Table, permuted.Bars)), 0.27, 0.40);
    }

    [Fact]
    public void A_refit_without_validation_runs_the_rounds_asked_for()
    {
        using var model = Create();
        var result = model.Fit(train, null, Options with { ExactRounds = 3 }, default);
        Assert.Equal(Learns ? 3 : 1, result.Epochs.Count);
        Assert.Equal(result.Epochs.Count, result.BestEpoch);
        Assert.False(result.StoppedEarly);
        Assert.True(double.IsNaN(result.Epochs[0].ValidationLoss));
        Assert.Equal(result.Epochs[^1].TrainLoss, result.BestLoss);
    }

    [Fact]
    public void The_best_loss_is_the_lowest_on_validation()
    {
        using var model = Fitted();
        var result = Fits[GetType()].Result;
        Assert.Equal(result.Epochs.Min(e => e.ValidationLoss), result.BestLoss);
        Assert.Equal(result.Epochs[result.BestEpoch - 1].ValidationLoss, result.BestLoss);
        var loss = MadeUp.Loss(validation, model.Predict(validation.Table, validation.Bars));
        Assert.Equal(loss, result.BestLoss, 1e-4); // the kept state is the best epoch's
    }

    [Fact]
    public void Weights_of_one_are_as_none_and_others_change_the_model()
    {
        var few = Part(80);
        var ones = new float[few.Count];
        Array.Fill(ones, 1);
        var once = Options with { ExactRounds = 2 };
        using var plain = Create();
        using var weighted = Create();
        plain.Fit(few, null, once, default);
        weighted.Fit(few with { Weights = ones }, null, once, default);
        Assert.Equal(plain.Save(), weighted.Save());

        weighted.Fit(few with { Weights = [.. few.Classes.Select(c => 0.5f + c)] }, null, once, default);
        var (before, after) = (plain.Predict(train.Table, few.Bars), weighted.Predict(train.Table, few.Bars));
        if (!LearnsWeights)
        {
            Assert.Equal(before.Select(p => p.Up), after.Select(p => p.Up));
            return;
        }
        Assert.True(after.Average(p => p.Up) > before.Average(p => p.Up));
        Assert.True(after.Average(p => p.Value) > before.Average(p => p.Value));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_weight_that_is_none_is_refused(float wrong)
    {
        using var model = Create();
        var few = Part(40);
        float[] weights = [wrong, .. Enumerable.Repeat(1f, few.Count - 1)];
        Assert.Throws<ArgumentException>(() => model.Fit(few with { Weights = weights }, null, Options, default));
        Assert.Throws<ArgumentException>(() => model.Fit(few with { Weights = weights[1..] }, null, Options, default));
        Assert.Throws<ArgumentException>(() => model.Fit(few, few with { Weights = weights }, Options, default));
    }

    [Fact]
    public void Too_few_samples_are_refused()
    {
        using var model = Create();
        Assert.Throws<ArgumentException>(() => model.Fit(Part(0), null, Options, default));
        Assert.Contains(
            "29", Assert.Throws<ArgumentException>(() => model.Fit(Part(29), null, Options, default)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => model.Fit(train, Part(0), Options, default));
    }

    [Fact]
    public void Windows_outside_the_table_and_foreign_widths_are_refused()
    {
        using var model = Fitted();
        var first = model.Lookback - 1;
        Assert.Single(model.Predict(train.Table, [first]));
        Assert.Throws<ArgumentException>(() => model.Predict(train.Table, [first - 1]));
        Assert.Throws<ArgumentException>(() => model.Predict(train.Table, [train.Table.Rows]));
        Assert.Throws<ArgumentException>(() => model.Predict(new FeatureTable(new float[300], 3), [50]));
        Assert.Throws<ArgumentException>(() => model.Fit(train with { Bars = [first - 1, .. train.Bars[1..]] }, null, Options, default));
        Assert.Throws<ArgumentException>(() => model.Fit(train with { Classes = [3, .. train.Classes[1..]] }, null, Options, default));
    }

    [Fact]
    public void An_untrained_model_predicts_and_saves_nothing()
    {
        using var model = Create();
        Assert.Throws<InvalidOperationException>(() => model.Predict(train.Table, [50]));
        Assert.Throws<InvalidOperationException>(model.Save);
    }

    [Fact]
    public void Cancellation_ends_the_training()
    {
        using var model = Create();
        Assert.Throws<OperationCanceledException>(() => model.Fit(train, validation, Options, new(canceled: true)));
    }

    [Fact]
    public void Missing_or_damaged_files_are_refused_by_name()
    {
        using var model = Fitted();
        var files = model.Save();
        var random = new Huracan.Engine.SeededRandom(3);
        using var target = Create();
        foreach (var (name, bytes) in files)
        {
            AssertRefused(name, null);
            AssertRefused(name, []);
            AssertRefused(name, bytes[..(bytes.Length / 2)]);
            AssertRefused(name, Enumerable.Range(0, 500).Select(_ => (byte)random.NextInt(256)).ToArray());
            if (!name.EndsWith(".json", StringComparison.Ordinal))
            {
                var flipped = bytes.ToArray();
                flipped[random.NextInt(bytes.Length)] ^= 4;
                AssertRefused(name, flipped);
            }
        }
        target.Load(files);

        void AssertRefused(string name, byte[]? bytes)
        {
            var damaged = new Dictionary<string, byte[]>(files);
            if (bytes is null)
                damaged.Remove(name);
            else
                damaged[name] = bytes;
            Assert.Contains(name, Assert.Throws<InputRefusedException>(() => target.Load(damaged)).Message, StringComparison.Ordinal);
        }
    }

    // Fits of one family are all the same, as a test says, and so is what was saved and loaded.
    private IModel Fitted()
    {
        var model = Create();
        model.Load(Fits.GetOrAdd(GetType(), _ => FitNow()).Files);
        return model;
    }

    private (IReadOnlyDictionary<string, byte[]> Files, FitResult Result) FitNow()
    {
        using var model = Create();
        var result = model.Fit(train, validation, Options, default);
        return (model.Save(), result);
    }

    private Samples Part(int count) => new(train.Table, train.Bars[..count], train.Classes[..count], train.Returns[..count]);
}
