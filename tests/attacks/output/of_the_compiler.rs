// for: answer; status: fail; says: does not compile|more to say; open: nothing
macro_rules! errors { ($($name:ident)*) => { $( const $name: u32 = "no number, and a long text about it, and more"; )* errors!(@ $($name)*); }; (@ $($name:ident)*) => { $( fn $name() -> u8 { $name + nothing_of_that_name } )* } }
errors! { A B C D E F G H I J K L M N O P Q R S T U V W X Y Z AA BB CC DD EE FF GG HH II JJ KK LL MM NN OO PP QQ RR SS TT UU VV WW XX YY ZZ }
macro_rules! many { ($($a:tt)*) => { $( many!{ @ $a } )* }; (@ $a:tt) => { const _: u32 = [$a; 9]; const _: u32 = [$a; 9]; const _: u32 = [$a; 9]; const _: u32 = [$a; 9]; } }
many! { 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 }
