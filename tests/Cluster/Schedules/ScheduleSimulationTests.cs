namespace Huracan.Tests.Cluster.Schedules;

public class ScheduleSimulationTests
{
    [Fact]
    public void In_three_thousand_orders_of_polls_crashes_and_leaps_of_the_clock_each_occurrence_is_accounted_for_once()
    {
        var (refused, givenUp) = (0, 0);
        for (ulong seed = 1; seed <= 3_000; seed++)
        {
            var schedule = new SimulatedSchedule(seed);
            try
            {
                schedule.Play();
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"The schedule of seed {seed} broke: {exception.Message}", exception);
            }
            (refused, givenUp) = (refused + schedule.Refused, givenUp + schedule.GivenUp);
        }
        Assert.True(refused > 0, "None was refused.");
        Assert.True(givenUp > 0, "None was given up.");
    }
}
