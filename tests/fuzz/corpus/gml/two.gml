Creator "x"
graph [ directed 1
 node [ id 1 label "a" community "x" ]
 node [ id 2 label "b &amp; c" ]
 edge [ source 1 target 2 value 0.5 ]
]
