using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Huracan.Api.Errors;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Json;
using Huracan.Engine.Factory;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Candles;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;

namespace Huracan.Api.Runs;

/// <summary>
/// Plans a run: combines the configuration with the request, validates the result and reports all errors at once.
/// </summary>
internal sealed class RunPlanner(TimeProvider time)
{
    /// <summary>The <c>kind</c> of a plain run.</summary>
    public const string Plain = "run";

    /// <summary>The <c>kind</c> of a factory's run.</summary>
    public const string Factory = "factory";

    private const string Best = "best", Backtest = "backtest"; // last stages

    private const int MostUnits = 100_000;

    /// <exception cref="RequestValidationException">With every error.</exception>
    public NewRun Plan(RunRequest request, string? idempotencyKey)
    {
        var errors = new RequestErrors(RequestOptions.Names);
        RequestRules.Check(request, idempotencyKey, errors);
        errors.ThrowIfAny(); // the following steps rely on valid names and numbers
        var options = YamlFile.Load<RunOptions>(ConfigFolder.Find("train.yaml"));
        RequestOptions.Apply(request, options, errors);
        return Plan(options, request.Priority, idempotencyKey, JsonSerializer.SerializeToUtf8Bytes(request, HuracanJson.Compact), errors);
    }

    /// <summary>
    /// Plans a run from complete settings, as in <c>config/train.yaml</c> and the files in <c>config/experiments</c>; with <c>kind:
    /// factory</c> a factory's.
    /// </summary>
    /// <exception cref="RequestValidationException">With every error.</exception>
    public NewRun Plan(string yaml, string? idempotencyKey, CancellationToken cancellationToken)
    {
        if (YamlFile.Peek(yaml, "kind") == Factory)
            return PlanFactory(yaml, idempotencyKey, cancellationToken);
        var errors = new RequestErrors();
        RequestRules.CheckKey(idempotencyKey, errors);
        if (string.IsNullOrWhiteSpace(yaml))
            errors.Add("", "The request is empty; '{}' asks for a run by the program's defaults.");
        var options = new RunOptions();
        errors.Collect(() => options = YamlFile.Parse<RunOptions>(yaml, "The request"));
        errors.ThrowIfAny();
        return Plan(options, priority: 0, idempotencyKey, Encoding.UTF8.GetBytes(yaml), errors);
    }

    /// <summary>Plans a factory's run: chooses the universe from the candles, and makes the run over its coins.</summary>
    /// <param name="text">YAML or JSON: keys that replace those of <c>config/factory.yaml</c>.</param>
    /// <param name="idempotencyKey">The same key again gives the run that it made the first time.</param>
    /// <param name="cancellationToken">Ends the choice of the universe between two coins.</param>
    /// <exception cref="RequestValidationException">With every error.</exception>
    public NewRun PlanFactory(string text, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var errors = new RequestErrors();
        RequestRules.CheckKey(idempotencyKey, errors);
        FactoryRequest? request = null;
        CoinUniverse? universe = null;
        RunOptions? options = null;
        errors.Collect(() => request = YamlFile.ParseOver<FactoryRequest>(text, "The request", ConfigFolder.Find(FactoryOptions.FileName)));
        errors.ThrowIfAny();
        errors.Collect(() =>
        {
            var settings = request!.Run ?? YamlFile.Load<RunOptions>(ConfigFolder.Find("train.yaml"));
            var source = CandleSources.Open(request, settings);
            universe = CoinUniverse.Choose(source, request.Universe, cancellationToken);
            universe.RequireFresh(source.Description, request.Universe, time.GetUtcNow());
            universe.RequireCoins(source.Description);
            options = request.ToRun(settings, universe);
        });
        errors.ThrowIfAny();
        return Plan(request!, options!, universe!, idempotencyKey, Encoding.UTF8.GetBytes(text), errors); // no errors: they were made
    }

    /// <summary>Plans a factory's run over a universe that is chosen already.</summary>
    /// <param name="request">The factory's settings.</param>
    /// <param name="options">The run's settings.</param>
    /// <param name="universe">The universe.</param>
    /// <param name="idempotencyKey">As above.</param>
    /// <exception cref="RequestValidationException">With every error.</exception>
    public NewRun PlanFactory(FactoryRequest request, RunOptions options, CoinUniverse universe, string idempotencyKey) => Plan(
        request, options, universe, idempotencyKey, Encoding.UTF8.GetBytes(YamlFile.Format(request)), new RequestErrors());

    /// <summary>A planned run that ends after a stage.</summary>
    /// <param name="run">The run.</param>
    /// <param name="lastStage">The name of the stage; null for the backtest.</param>
    /// <exception cref="RequestValidationException">A run does not end there, or a factory's does not.</exception>
    public static NewRun EndingAfter(NewRun run, string? lastStage)
    {
        switch (lastStage)
        {
            case null or Backtest:
                return run;
            case Best when run.Factory is null:
                var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{run.RequestHash} {Best}")); // with the same key it is another request
                return run with { LastStage = LastStage.Best, RequestHash = Convert.ToHexStringLower(hash) };
            case Best:
                throw new RequestValidationException(
                    "last_stage", $"'{Best}' leaves units without a score, and a factory's contend by it; leave 'last_stage' out.");
            default:
                throw new RequestValidationException(
                    "last_stage", $"'{RequestValidation.Truncate(lastStage)}' must be '{Best}' or '{Backtest}'.");
        }
    }

    private NewRun Plan(
        FactoryRequest request, RunOptions options, CoinUniverse universe, string? idempotencyKey, byte[] text, RequestErrors errors) =>
        Plan(options, request.Priority, idempotencyKey, text, errors) with
        {
            Factory = new FactoryPlan(YamlFile.Format(request), universe.Coins, universe.Excluded),
        };

    private NewRun Plan(RunOptions options, int priority, string? idempotencyKey, byte[] request, RequestErrors errors)
    {
        errors.Collect(() => YamlFile.Check(options, "The request"));
        ICandleSource? source = null;
        errors.Collect(() => source = CandleSources.Open(options));
        errors.Collect(() => CandleSources.OpenCompared(options));
        if (source is not null)
            errors.Collect(() => RunPlan.Validate(options, source, RunFiles.Families));
        if (options.Models.Contains(BroughtModels.Onnx))
            errors.Add(
                "models",
                $"'models' has {BroughtModels.Onnx}, whose graph does not travel with a request; train it by the command line.");
        errors.ThrowIfAny();
        errors.Collect(() => RunFiles.CompleteModels(options));
        var units = RunPlan.Units(options, source!); // not null: otherwise an error was thrown above
        if (units.Count > MostUnits)
            errors.Add("coins", $"The request asks for {units.Count} units; a run has at most {MostUnits}.");
        errors.ThrowIfAny();
        var liquidity = Liquidity.Of(options, source!, [.. units.Select(unit => unit.Coin).Distinct()]);
        var runId = RunNames.Create(options, time.GetUtcNow());
        return new NewRun(
            runId, options.Version, source!.Description, YamlFile.Format(options), Features(),
            [.. units.Select(unit => new PlannedUnit(unit, liquidity.GetValueOrDefault(unit.Coin)))])
        {
            Priority = priority,
            IdempotencyKey = idempotencyKey,
            RequestHash = Convert.ToHexStringLower(SHA256.HashData(request)),
            TraceParent = Activity.Current?.Id,
        };
    }

    private static string Features()
    {
        var path = ConfigFolder.Find(RunOutputs.Features);
        YamlFile.Load<FeatureConfig>(path).Build(FeatureCatalog.Default, path);
        return File.ReadAllText(path);
    }
}
