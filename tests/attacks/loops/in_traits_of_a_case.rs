// for: case; status: fail; says: took longer; open: nothing
use std::marker::PhantomData;
pub struct N<A, B>(PhantomData<(A, B)>);
pub struct Local(pub D20);
macro_rules! d { ($($a:ident $b:ident;)*) => { $( pub type $a = N<($b, u8), ($b, u16)>; )* } }
d! { D1 D0; D2 D1; D3 D2; D4 D3; D5 D4; D6 D5; D7 D6; D8 D7; D9 D8; D10 D9; D11 D10; D12 D11; D13 D12; D14 D13; D15 D14; D16 D15; D17 D16; D18 D17; D19 D18; D20 D19; }
pub type D0 = std::cell::Cell<u8>;
