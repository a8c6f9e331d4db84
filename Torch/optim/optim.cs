using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>
        /// Adam with decoupled weight decay (Loshchilov and Hutter, 2019), computed as PyTorch does. TorchSharp's factory has beta2 = 0.99
        /// by default where PyTorch and this have 0.999.
        /// </summary>
        public static AdamW AdamW(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
            double eps = 1e-8, double weight_decay = 0) => new(parameters, lr, beta1, beta2, eps, weight_decay);

        /// <summary>Gradient descent, with momentum if given.</summary>
        public static SGD SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double weight_decay = 0) =>
            new(parameters, learningRate, momentum, weight_decay);
    }
}
