using System.Collections.Immutable;
using System.Data.Common;
using Huracan.Contracts;
using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;

namespace Huracan.Storage.Studies;

/// <summary>Puts trials together from the rows of their tables.</summary>
/// <param name="origin">What is read, for messages.</param>
/// <param name="zone">Time zone of the dates.</param>
internal sealed class TrialRows(string origin, TimeZoneInfo zone)
{
    private readonly List<Parts> trials = [];
    private readonly Dictionary<long, Parts> byId = [];
    private readonly Dictionary<string, Distribution> distributions = new(StringComparer.Ordinal); // a study has few, each in every trial

    /// <summary>Takes a row; the trials' own come before all others.</summary>
    public void Add(TrialPartKind kind, DbDataReader row)
    {
        if (kind == TrialPartKind.Trial)
        {
            Begin(row);
            return;
        }
        if (!byId.TryGetValue(row.GetInt64(0), out var trial))
            return; // begun since the trials were read
        switch (kind)
        {
            case TrialPartKind.Parameter:
                trial.Parameters.Add(Parameter(row, trial));
                break;
            case TrialPartKind.Value when row.GetInt32(3) != 0:
                throw new InputRefusedException(
                    $"{trial.Origin}: it has a value of a second objective; a study of one objective is wanted.");
            case TrialPartKind.Value:
                trial.Value = OptunaWords.Number(NumberOrNull(row, 1), row.GetString(2), trial.Origin);
                break;
            case TrialPartKind.Report:
                trial.Reports.Add(
                    KeyValuePair.Create(row.GetInt32(1), OptunaWords.Number(NumberOrNull(row, 2), row.GetString(3), trial.Origin)));
                break;
            case TrialPartKind.UserAttribute:
                trial.User[row.GetString(1)] = row.GetString(2);
                break;
            case TrialPartKind.SystemAttribute:
                trial.System[row.GetString(1)] = row.GetString(2);
                break;
        }
    }

    /// <summary>The trials with their ids, by number.</summary>
    public IEnumerable<(long Id, FrozenTrial Trial)> Build() => trials.Select(parts => (parts.Id, parts.Build()));

    private void Begin(DbDataReader row)
    {
        if (row.IsDBNull(1))
            throw new InputRefusedException($"{origin}: a trial has no number.");
        var name = $"{origin}, trial {row.GetInt32(1)}";
        var trial = new FrozenTrial(row.GetInt32(1), OptunaWords.State(row.GetString(2), name))
        {
            Started = OptunaWords.Instant(row.GetValue(3), zone, name),
            Completed = OptunaWords.Instant(row.GetValue(4), zone, name),
        };
        var parts = new Parts(row.GetInt64(0), trial, name);
        trials.Add(parts);
        byId.Add(parts.Id, parts);
    }

    private KeyValuePair<string, TrialParameter> Parameter(DbDataReader row, Parts trial)
    {
        var (json, origin) = (row.GetString(3), $"{trial.Origin}, parameter '{row.GetString(1)}'");
        if (!distributions.TryGetValue(json, out var distribution))
            distributions.Add(json, distribution = OptunaJson.Parse(json, origin));
        var value = row.GetDouble(2);
        if (distribution is CategoricalDistribution && !distribution.Contains(value))
            throw new InputRefusedException(FormattableString.Invariant($"{origin}: there is no choice {value}."));
        return KeyValuePair.Create(row.GetString(1), new TrialParameter(distribution, value));
    }

    private static double? NumberOrNull(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    private sealed class Parts(long id, FrozenTrial trial, string origin)
    {
        public long Id { get; } = id;

        public string Origin { get; } = origin;

        public double? Value { get; set; }

        public ImmutableArray<KeyValuePair<string, TrialParameter>>.Builder Parameters { get; } =
            ImmutableArray.CreateBuilder<KeyValuePair<string, TrialParameter>>();

        public ImmutableArray<KeyValuePair<int, double>>.Builder Reports { get; } =
            ImmutableArray.CreateBuilder<KeyValuePair<int, double>>();

        public ImmutableSortedDictionary<string, string>.Builder User { get; } = FrozenTrial.NoAttributes.ToBuilder();

        public ImmutableSortedDictionary<string, string>.Builder System { get; } = FrozenTrial.NoAttributes.ToBuilder();

        public FrozenTrial Build() => trial with
        {
            Value = Value,
            Parameters = Parameters.DrainToImmutable(),
            Reports = Reports.DrainToImmutable(),
            UserAttributes = User.ToImmutable(),
            SystemAttributes = System.ToImmutable(),
        };
    }
}
