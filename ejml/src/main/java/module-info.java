/** EJML: dense matrices of doubles and their decompositions. */
module unroll.ejml {
    exports org.ejml.data;
    exports org.ejml.dense.row;
    exports org.ejml.dense.row.factory;
    exports org.ejml.interfaces.decomposition;
}
