using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op add_t = new("aten::add_", "Tensor");
        private static readonly Op add_s = new("aten::add_", "Scalar");
        private static readonly Op sub_t = new("aten::sub_", "Tensor");
        private static readonly Op sub_s = new("aten::sub_", "Scalar");
        private static readonly Op mul_t = new("aten::mul_", "Tensor");
        private static readonly Op mul_s = new("aten::mul_", "Scalar");
        private static readonly Op div_t = new("aten::div_", "Tensor");
        private static readonly Op div_s = new("aten::div_", "Scalar");
        private static readonly Op clamp_op_ = new("aten::clamp_");
        private static readonly Op zero_op_ = new("aten::zero_");
        private static readonly Op fill_op_ = new("aten::fill_", "Scalar");
        private static readonly Op copy_op_ = new("aten::copy_");
        private static readonly Op addcmul_op_ = new("aten::addcmul_");
        private static readonly Op addcdiv_op_ = new("aten::addcdiv_");
        private static readonly Op relu_op_ = new("aten::relu_");
        private static readonly Op masked_fill_op_ = new("aten::masked_fill_", "Scalar");
        private static readonly Op uniform_op_ = new("aten::uniform_");
        private static readonly Op normal_op_ = new("aten::normal_");
        private static readonly Op bernoulli_op_ = new("aten::bernoulli_", "float");
        private static readonly Op index_put_op_ = new("aten::index_put_");
        private static readonly Op lerp_op_ = new("aten::lerp_", "Scalar");

        /// <summary>Adds alpha times a tensor, in place.</summary>
        public Tensor add_(Tensor target, Scalar? alpha = null)
        {
            add_t.Do(this, target, alpha ?? 1);
            return this;
        }

        /// <summary>Adds alpha times a number, in place.</summary>
        public Tensor add_(Scalar scalar, Scalar? alpha = null)
        {
            add_s.Do(this, scalar, alpha ?? 1);
            return this;
        }

        /// <summary>Subtracts alpha times a tensor, in place.</summary>
        public Tensor sub_(Tensor target, Scalar? alpha = null)
        {
            sub_t.Do(this, target, alpha ?? 1);
            return this;
        }

        /// <summary>Subtracts alpha times a number, in place.</summary>
        public Tensor sub_(Scalar scalar, Scalar? alpha = null)
        {
            sub_s.Do(this, scalar, alpha ?? 1);
            return this;
        }

        /// <summary>Multiplies by a tensor, in place.</summary>
        public Tensor mul_(Tensor target)
        {
            mul_t.Do(this, target);
            return this;
        }

        /// <summary>Multiplies by a number, in place.</summary>
        public Tensor mul_(Scalar scalar)
        {
            mul_s.Do(this, scalar);
            return this;
        }

        /// <summary>Divides by a tensor, in place.</summary>
        public Tensor div_(Tensor target)
        {
            div_t.Do(this, target);
            return this;
        }

        /// <summary>Divides by a number, in place.</summary>
        public Tensor div_(Scalar scalar)
        {
            div_s.Do(this, scalar);
            return this;
        }

        /// <summary>Adds value times the product of two tensors, in place.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar? value = null)
        {
            addcmul_op_.Do(this, tensor1, tensor2, value ?? 1);
            return this;
        }

        /// <summary>Adds value times the quotient of two tensors, in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar? value = null)
        {
            addcdiv_op_.Do(this, tensor1, tensor2, value ?? 1);
            return this;
        }

        /// <summary>Moves towards a tensor by a share, in place.</summary>
        public Tensor lerp_(Tensor end, Scalar weight)
        {
            lerp_op_.Do(this, end, weight);
            return this;
        }

        /// <summary>Limits to [min, max], in place.</summary>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null)
        {
            clamp_op_.Do(this, min, max);
            return this;
        }

        /// <summary>max(x, 0), in place.</summary>
        public Tensor relu_()
        {
            relu_op_.Do(this);
            return this;
        }

        /// <summary>Sets all to zero, in place.</summary>
        public Tensor zero_()
        {
            zero_op_.Do(this);
            return this;
        }

        /// <summary>Sets all to a value, in place.</summary>
        public Tensor fill_(Scalar value)
        {
            fill_op_.Do(this, value);
            return this;
        }

        /// <summary>Sets to a value where the mask is true, in place.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value)
        {
            masked_fill_op_.Do(this, mask, value);
            return this;
        }

        /// <summary>Copies another tensor's values, converted and broadcast, in place.</summary>
        public Tensor copy_(Tensor source, bool non_blocking = false)
        {
            copy_op_.Do(this, source, non_blocking);
            return this;
        }

        /// <summary>Draws from the uniform distribution over [from, to), in place.</summary>
        public Tensor uniform_(double from = 0, double to = 1)
        {
            uniform_op_.Do(this, from, to);
            return this;
        }

        /// <summary>Draws from the normal distribution, in place.</summary>
        public Tensor normal_(double mean = 0, double stddev = 1)
        {
            normal_op_.Do(this, mean, stddev);
            return this;
        }

        /// <summary>Draws 1 with the given probability, else 0, in place.</summary>
        public Tensor bernoulli_(double p = 0.5)
        {
            bernoulli_op_.Do(this, p);
            return this;
        }

        /// <summary>Sets the elements the indices name, in place.</summary>
        public Tensor index_put_(Tensor value, params Tensor[] indices)
        {
            index_put_op_.Do(this, indices, value, false);
            return this;
        }
    }
}
