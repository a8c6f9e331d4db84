#!/usr/bin/python3
"""Makes linear_data.csv and linear_weights.csv: multinomial logistic regressions with an elastic net by Debian's scikit-learn 1.2.1 (saga).

The penalty is as here, on the mean log loss: C = 1 / (n · penalty). Intercepts are centred: a constant added to all changes nothing.
Run: /usr/bin/python3 make_linear.py
"""
import os

import numpy as np
from sklearn.linear_model import LogisticRegression
rng=np.random.default_rng(11)
n,F=300,5
X=rng.normal(size=(n,F)).astype(np.float32)
X[:,4]=(0.9*X[:,0]+0.3*X[:,4]).astype(np.float32)
logits=np.stack([-X[:,0]-0.5*X[:,1],np.full(n,0.3),X[:,0]+0.5*X[:,1]],1)
y=np.array([rng.choice(3,p=np.exp(l)/np.exp(l).sum()) for l in logits])
rows=[]
for lam,rho in [(0.02,0.5),(0.05,1.0),(0.01,0.0),(0.1,0.7)]:
    m=LogisticRegression(penalty='elasticnet',solver='saga',multi_class='multinomial',C=1/(n*lam),l1_ratio=rho,tol=1e-12,max_iter=200000)
    m.fit(X.astype(np.float64),y)
    W=m.coef_; b=m.intercept_
    z=X@W.T+b; z-=z.max(1,keepdims=True); p=np.exp(z)/np.exp(z).sum(1,keepdims=True)
    loss=-np.log(p[np.arange(n),y]).mean()
    obj=loss+lam*(rho*np.abs(W).sum()+(1-rho)/2*(W**2).sum())
    rows.append((lam,rho,loss,obj,W,b))
out = os.path.join(os.path.dirname(os.path.abspath(__file__)), '')
with open(out+'linear_data.csv','w') as f:
    f.write('class,x0,x1,x2,x3,x4\n')
    for i in range(n): f.write(','.join([str(y[i])]+[repr(float(v)) for v in X[i]])+'\n')
with open(out+'linear_weights.csv','w') as f:
    weights = ','.join(f'w{k}{j}' for k in range(3) for j in range(F))
    f.write('penalty,l1_ratio,loss,objective,'+weights+','+','.join(f'b{k}' for k in range(3))+'\n')
    for lam,rho,loss,obj,W,b in rows:
        f.write(','.join(repr(float(v)) for v in [lam,rho,loss,obj,*W.ravel(),*(b-b.mean())])+'\n')
