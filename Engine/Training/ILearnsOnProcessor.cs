using Huracan.Engine.Models;

namespace Huracan.Engine.Training;

/// <summary>A module that has a faster way of learning on the processor than libtorch's operators.</summary>
internal interface ILearnsOnProcessor
{
    /// <summary>Takes the module's weights; the caller disposes of the learner.</summary>
    ILearner Learner(TrainerSettings settings, Samples train, Samples? validation);
}
