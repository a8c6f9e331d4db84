using Huracan.Engine.Search.Studies;

namespace Huracan.Storage.Studies;

/// <summary>A study as it stood when it was read.</summary>
/// <param name="Name">Its name, up to 512 characters.</param>
/// <param name="Direction">Which values are better.</param>
/// <param name="Attributes">Its user attributes, JSON by key.</param>
/// <param name="Trials">All trials by number.</param>
public sealed record StoredStudy(
    string Name, StudyDirection Direction, IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<FrozenTrial> Trials);
