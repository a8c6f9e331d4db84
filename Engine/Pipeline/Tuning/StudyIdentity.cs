using System.Globalization;
using System.Text.Json;
using Huracan.Contracts;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Pipeline.Tuning;

/// <summary>
/// Identity of what a study searches, stored in the study itself: trials of another search must not be mixed into it. The number
/// of trials is no part of it, so that a study can be made longer.
/// </summary>
/// <param name="Inputs">Hash of data, features, settings and options.</param>
/// <param name="Space">The search space, a line per parameter.</param>
/// <param name="Seed">Seed of the study.</param>
public sealed record StudyIdentity(string Inputs, IReadOnlyDictionary<string, string> Space, ulong Seed)
{
    /// <summary>
    /// Attribute of a study that is <c>false</c> where a time budget ends it, or it was made longer: its phases are then not those of its
    /// length.
    /// </summary>
    public const string ReproducibleKey = "huracan:reproducible";

    private const string TrialsKey = "huracan:trials";
    private const string InputsKey = "huracan:inputs";
    private const string SpaceKey = "huracan:space";
    private const string SeedKey = "huracan:seed";

    /// <summary>Identity of a candidate's study.</summary>
    public static StudyIdentity Of(Candidate candidate, RunOptions options, SearchSpace space)
    {
        var search = options.Search;
        var inputs = StageRunner.HashOf(
            [
                .. candidate.Key(options), FormattableString.Invariant($"{search.Folds} {search.Epochs} {SettingText.Of(search.Pruner)}"),
                .. search.WithinKey,
            ]);
        var parameters = space.Parameters.ToDictionary(
            parameter => parameter.Name, parameter => Describe(parameter.Distribution), StringComparer.Ordinal);
        return new StudyIdentity(
            inputs, new SortedDictionary<string, string>(parameters, StringComparer.Ordinal),
            SeededRandom.Derive(options.Seed, $"{candidate.Root}/study"));
    }

    /// <summary>Stores it in a new study, and refuses a study of another search.</summary>
    /// <param name="storage">The study.</param>
    /// <param name="path">Its file, for messages.</param>
    /// <exception cref="InputRefusedException">Names what differs and what to do.</exception>
    public void Claim(IStudyStorage storage, string path)
    {
        if (!storage.Attributes.ContainsKey(InputsKey) && storage.Load().Count == 0)
        {
            storage.SetAttribute(SpaceKey, JsonSerializer.Serialize(Space));
            storage.SetAttribute(SeedKey, Seed.ToString(CultureInfo.InvariantCulture));
            storage.SetAttribute(InputsKey, JsonSerializer.Serialize(Inputs)); // written last, so that its presence proves the others
            return;
        }
        if (Differences(storage.Attributes) is { Count: > 0 } differences)
            throw new InputRefusedException(
                $"{path} is a study of something else: {string.Join("; ", differences)}. Use --backup to keep it aside, or --clean to "
                    + "drop it.");
    }

    /// <summary>Stores the length of a study, and whether the same settings would reproduce it.</summary>
    /// <returns>Whether they would.</returns>
    public static bool NoteBudget(IStudyStorage storage, SearchOptions search)
    {
        var trials = search.Trials.ToString(CultureInfo.InvariantCulture);
        var before = storage.Attributes.GetValueOrDefault(TrialsKey, trials);
        if (search.Timeout is not null || before != trials)
            storage.SetAttribute(ReproducibleKey, "false");
        storage.SetAttribute(TrialsKey, trials);
        return storage.Attributes.GetValueOrDefault(ReproducibleKey) != "false";
    }

    private List<string> Differences(IReadOnlyDictionary<string, string> noted)
    {
        if (!noted.TryGetValue(SpaceKey, out var space) || !noted.TryGetValue(InputsKey, out var inputs)
            || !noted.TryGetValue(SeedKey, out var seed))
            return ["it was not begun by this program"];
        var differences = new List<string>();
        var there = JsonSerializer.Deserialize<Dictionary<string, string>>(space) ?? [];
        foreach (var name in there.Keys.Union(Space.Keys).Order(StringComparer.Ordinal))
        {
            var (before, now) = (there.GetValueOrDefault(name, "not searched"), Space.GetValueOrDefault(name, "not searched"));
            if (before != now)
                differences.Add($"'{name}' was {before} and is now {now}");
        }
        if (seed != Seed.ToString(CultureInfo.InvariantCulture))
            differences.Add("the seed is another");
        if (differences.Count == 0 && JsonSerializer.Deserialize<string>(inputs) != Inputs)
            differences.Add("candles, features, settings or options have changed since, or a plug-in was built anew");
        return differences;
    }

    private static string Describe(Distribution distribution) => distribution switch
    {
        NumericDistribution number => string.Create(
            CultureInfo.InvariantCulture,
            $"{number.Low} to {number.High}{(number.Grid is { } step ? $" by {step}" : "")}{(number.Log ? ", log" : "")}"),
        CategoricalDistribution choices =>
            $"one of {string.Join(", ", choices.Choices.Select(choice => Convert.ToString(choice, CultureInfo.InvariantCulture)))}",
        _ => distribution.ToString(),
    };
}
