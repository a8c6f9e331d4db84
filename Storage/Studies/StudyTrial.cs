using Huracan.Engine.Search.Studies;

namespace Huracan.Storage.Studies;

/// <summary>A trial as read, and when it was kept last.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Change">Grows with every time a trial of the study is kept: who knows the greatest may ask for those after it.</param>
public sealed record StudyTrial(FrozenTrial Trial, long Change);
